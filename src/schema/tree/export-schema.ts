import { diagnostic, type Diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import type { JsonValue } from '../../model/json.ts';
import { parsePointer, valueAt, type Pointer } from '../../model/pointer.ts';
import type { Site } from '../../model/source.ts';
import { bundleSchema } from '../bundle/bundle-schema.ts';
import { withholdSecrets } from '../bundle/withhold-secrets.ts';
import type { LinkedSchema } from '../linked-schema.ts';
import { exportTree } from './export-tree.ts';
import type { TreeNode } from './schema-tree.ts';

/**
 * The schema tree nearest to a schema of any draft with all that it refers to. Each thing that gets lost is a warning at its place;
 * undefined where the tree would be too large.
 */
export async function exportSchema(
  linked: LinkedSchema,
  isReference?: (text: string) => boolean,
): Promise<Outcome<TreeNode | undefined>> {
  const { document } = linked.resource;
  if (standsAlone(linked)) return exported(ownValue(linked, isReference), (pointer) => document.siteOf(pointer));
  const { value: bundle, diagnostics } = await bundleSchema(linked, { draft: '2020-12', isReference });
  if (bundle === undefined) return { value: undefined, diagnostics };
  return exported(bundle.schema, (pointer) => bundle.siteOf(pointer));
}

/** As a bundle would have it. */
function ownValue({ closure, resource }: LinkedSchema, isReference: ((text: string) => boolean) | undefined): JsonValue {
  const { value } = resource.document;
  const [part] = closure.parts;
  if (part === undefined || !part.traits.secrets) return value;
  const copy = structuredClone(value);
  const schemas = [...part.schemas].flatMap((pointer) => valueAt(copy, parsePointer(pointer) ?? []) ?? []);
  withholdSecrets(copy, schemas, isReference);
  return copy;
}

/** Of the draft that exports are made from, with pointers into itself for references. Trees that were imported are all so. */
function standsAlone({ closure, resource }: LinkedSchema): boolean {
  const [part, ...more] = closure.parts;
  if (part === undefined || more.length > 0 || part.document.resources.length > 1 || resource.pointer !== '') return false;
  const isPlain = part.references.every(({ keyword, text }) => keyword === '$ref' && /^#(?:\/|$)/.test(text));
  return isPlain && resource.dialect.draft === '2020-12';
}

function exported(schema: JsonValue, siteOf: (pointer: Pointer) => Site): Outcome<TreeNode | undefined> {
  const { value, diagnostics } = exportTree(schema);
  if (value === undefined) return { value, diagnostics: diagnostics.map((each) => ({ ...each, site: siteOf('') })) };
  const lost = value.lost.map(({ pointer, keyword, reason }): Diagnostic => {
    const site = siteOf(pointer);
    return diagnostic('schema/not-in-tree', { keyword, reason }, { site: pointer === '' ? site : { ...site, at: 'key' } });
  });
  return { value: value.tree, diagnostics: lost };
}
