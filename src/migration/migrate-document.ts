import { diagnostic, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import { deepestNesting } from '../documents/limits.ts';
import { rewrite } from '../documents/rewrite.ts';
import type { JsonValue } from '../model/json.ts';
import { formatPointer, parsePointer, type Pointer } from '../model/pointer.ts';
import { isSecretReference } from '../model/secret-reference.ts';
import type { Source } from '../model/source.ts';
import { carryStep } from './carry-step.ts';
import { Carrying } from './carrying.ts';
import { holdOwnReferences, reviewForeignReferences } from './own-references.ts';
import { retargetSchema } from './retarget-schema.ts';
import type { Chain, Path } from './step.ts';

export interface MigrateDocumentOptions {
  /** The document is one of several layers: other layers may hold what it does not. */
  readonly partial: boolean;
  /** Write the values of `add` although it is partial. By default that is left to the layer that is chosen for it. */
  readonly fill?: boolean;
  /** Arrays, by their place in the data, whose elements merge by a key, so that they are partial too. */
  readonly byKey?: (path: readonly string[]) => boolean;
  /** Of the document, for references to itself. */
  readonly id?: string;
  /** Whether a document that is referred to is migrated by the same chain; by default any may be. */
  readonly migrated?: (id: string) => boolean;
  /** Values, by their place in the text, that must not be shown. Secret references never are. */
  readonly isSecret?: (pointer: Pointer) => boolean;
  readonly secretSchemes?: readonly string[];
  /** Ids of two versions: a `$schema` that names the first one names the second one afterwards. */
  readonly schema?: { readonly from: string; readonly to: string };
}

/** A reference behind which the chain may have something to change. */
export interface BehindReference {
  /** Of the object with the `$ref`, in the text as it was. */
  readonly pointer: Pointer;
  readonly target: string;
  /** Where that is in the data of the old version, for `chainBelow`. */
  readonly path: Path;
}

export interface MigratedDocument {
  readonly text: string;
  readonly changed: boolean;
  readonly behind: readonly BehindReference[];
}

/**
 * The text of a document of one version as the text of another. Comments and formatting stay, only lines change that the
 * chain concerns. Directives and references keep their meaning, or a finding says why they cannot.
 *
 * @param value as `parseDocument` reads the text
 * @returns undefined where there is an error: nothing is rewritten unless everything can be
 */
export function migrateDocument(
  source: Source,
  value: JsonValue,
  chain: Chain,
  options: MigrateDocumentOptions,
): Outcome<MigratedDocument | undefined> {
  const carrying = new Carrying(value, carryingOptions(source, options));
  const references = { id: options.id, migrated: options.migrated ?? (() => true) };
  const mayRefer = source.text.includes('$');
  if (mayRefer && chain.length > 0) reviewForeignReferences(carrying, chain, references);
  const followReferences = mayRefer ? holdOwnReferences(carrying, references) : undefined;
  for (const step of chain) carryStep(step, carrying);
  followReferences?.();
  if (options.schema !== undefined) retargetSchema(carrying, options.schema);
  const behind = [...carrying.behind].map(([pointer, { node }]) => behindReference(pointer, node.child('$ref')?.scalar));
  const diagnostics = [...carrying.diagnostics, ...behind.map((each) => behindFinding(source, each))];
  if (carrying.failed) return { value: undefined, diagnostics };
  const wanted = carrying.root.toJson();
  if (carrying.rewrites.length > 0 && isDeeper(wanted, deepestNesting)) {
    const hint = 'Do with fewer steps that put a value deeper';
    const args = { step: chain.at(-1)?.text ?? '', reason: 'too deep' };
    const site = { source, pointer: '', at: 'value' as const };
    return { value: undefined, diagnostics: [...diagnostics, diagnostic('migration/too-large', args, { site, hint })] };
  }
  const text = carrying.rewrites.length === 0 ? source.text : rewrite(source, carrying.rewrites, wanted);
  return { value: { text, changed: text !== source.text, behind }, diagnostics };
}

function isDeeper(value: JsonValue, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((child: JsonValue) => isDeeper(child, levels - 1));
}

const defaultSchemes = ['keyvault', 'vault', 'env'];

function carryingOptions(source: Source, options: MigrateDocumentOptions): Carrying['options'] {
  const { partial, fill = !partial, byKey = () => false, isSecret = () => false, secretSchemes = defaultSchemes } = options;
  return {
    layer: { merges: partial, byKey },
    fill,
    source,
    isSecret: (pointer, value) => isSecretReference(value, secretSchemes) || isSecret(pointer),
  };
}

const directives = new Set(['$replace', '$append', '$prepend', '$union']);

function behindReference(pointer: Pointer, target: JsonValue | undefined): BehindReference {
  const path = (parsePointer(pointer) ?? [])
    .filter((token) => !directives.has(token))
    .map((token) => (token.startsWith('$$') ? token.slice(1) : token));
  return { pointer, target: typeof target === 'string' ? target : '', path };
}

function behindFinding(source: Source, { pointer, target, path }: BehindReference): Diagnostic {
  const site = { source, pointer: `${pointer}/$ref`, at: 'value' as const };
  const hint = 'Migrate what it refers to as well, if it is of the same version';
  return diagnostic('migration/behind-reference', { target, pointer: formatPointer(path as readonly string[]) }, { site, hint });
}
