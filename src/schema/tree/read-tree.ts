import { diagnostic, type Diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import { isObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Source } from '../../model/source.ts';
import { explainErrors } from '../errors/explain-errors.ts';
import { checkTree } from './check-tree.ts';
import { judgeByTree } from './judge-by-tree.ts';
import { metaTree } from './meta-tree.ts';
import type { TreeNode } from './schema-tree.ts';

/** Say something about the document, not about the tree. */
const ofDocument: ReadonlySet<string> = new Set(['_id', '$schema']);

/** Of the document: a level of the tree takes three. */
const MAX_DEPTH = 300;

/**
 * A schema tree out of a document: checked by its own meta-schema, then by the rules that this cannot state. The value is
 * undefined where something is wrong; warnings leave it.
 */
export function readTree(value: JsonValue, source: Source): Outcome<TreeNode | undefined> {
  if (isTooDeep(value, MAX_DEPTH)) {
    const reason = `it is nested more than ${MAX_DEPTH} deep`;
    return {
      value: undefined,
      diagnostics: [diagnostic('schema/too-complex', { reason }, { site: { source, pointer: '', at: 'value' } })],
    };
  }
  const plain = isObject(value) ? withoutDocumentKeys(value) : value;
  const faults = faultsByMeta(plain, source);
  if (faults.length > 0) return { value: undefined, diagnostics: faults };
  const tree = plain as unknown as TreeNode;
  const diagnostics = checkTree(tree, source);
  return { value: diagnostics.some((each) => each.severity === 'error') ? undefined : tree, diagnostics };
}

function withoutDocumentKeys(value: JsonObject): JsonObject {
  if (!Object.keys(value).some((key) => ofDocument.has(key))) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !ofDocument.has(key)));
}

function faultsByMeta(value: JsonValue, source: Source): Diagnostic[] {
  const schemaSite = { source, pointer: '', at: 'value' } as const;
  const failures = judgeByTree(metaTree, value).map((failure) => ({ ...failure, schemaSite }));
  return explainErrors({ failures, data: value }).map(({ code, args, severity, hint, pointer, at }) => ({
    code,
    args,
    severity,
    site: { source, pointer, at },
    related: [],
    hint,
  }));
}

function isTooDeep(value: JsonValue, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return left === 0 || Object.values(value).some((each: JsonValue) => isTooDeep(each, left - 1));
}
