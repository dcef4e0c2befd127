import { expect } from 'vitest';
import { canonicalJson } from '../../../src/model/canonical-json.ts';
import type { DocumentId } from '../../../src/model/document-id.ts';
import { isArray, isObject, type JsonValue } from '../../../src/model/json.ts';
import { parsePointer, valueAt } from '../../../src/model/pointer.ts';
import { explainLeaves, type Explanation } from '../../../src/pipeline/explain-app.ts';
import type { CompiledMemory } from '../compile-memory.ts';

/**
 * Holds the provenance of an app against the documents themselves: every leaf is explained once, its winner really holds
 * that value at that place, and each hop on the way there is a reference that really stands where it is said to stand.
 */
export function checkProvenance(compiled: CompiledMemory, app: string): Explanation[] {
  const { data, trace } = compiled.apps.get(app) ?? {};
  if (data === undefined || trace === undefined) return [];
  const explained = [...explainLeaves(data, trace)];
  expect(explained.map((each) => each.pointer)).toEqual(leavesOf(data, ''));
  for (const each of explained) {
    checkWinner(compiled, each);
    checkHops(compiled, each);
    for (const loser of each.shadowed)
      if (typeof loser.value !== 'object' || loser.value === null)
        expect(rawAt(compiled, loser.document, loser.site.pointer), each.pointer).toBe(loser.value);
  }
  return explained;
}

function checkWinner(compiled: CompiledMemory, leaf: Explanation): void {
  const { document, site, value, pointer } = leaf;
  expect(site.source.path, pointer).toBe(pathOf(compiled, document));
  const raw = rawAt(compiled, document, site.pointer);
  const where = `${pointer} from ${document}#${site.pointer}`;
  // What is left of a container when all that was in it is gone, is written nowhere.
  if (isEmptied(value, raw)) return;
  expect(raw === undefined ? undefined : canonicalJson(raw), where).toBe(canonicalJson(value));
}

function isEmptied(value: JsonValue, raw: JsonValue | undefined): boolean {
  const empty = (isObject(value) && Object.keys(value).length === 0) || (isArray(value) && value.length === 0);
  return empty && typeof raw === 'object' && raw !== null;
}

function checkHops(compiled: CompiledMemory, { via, document, layer, pointer }: Explanation): void {
  for (const [i, hop] of via.entries()) {
    expect(rawAt(compiled, hop.document, hop.site.pointer), `${pointer}, hop ${i}`).toBe(hop.target);
    expect(hop.site.pointer.endsWith('/$ref'), `${pointer}, hop ${i}`).toBe(true);
    expect(hop.site.source.path).toBe(pathOf(compiled, hop.document));
  }
  const { plan } = compiled.apps.values().next().value ?? {};
  expect(plan?.layers.length, pointer).toBeGreaterThan(0);
  expect(layer, pointer).toBeDefined();
  expect(document).not.toBe('');
}

function rawAt({ workspace }: CompiledMemory, document: DocumentId, pointer: string): JsonValue | undefined {
  const value = workspace.store.get(document)?.parsed?.value;
  return value === undefined ? undefined : valueAt(value, parsePointer(pointer) ?? ['no pointer']);
}

function pathOf({ workspace }: CompiledMemory, document: DocumentId): string | undefined {
  return workspace.index.files.get(document)?.entry.path;
}

function leavesOf(value: JsonValue, pointer: string): string[] {
  const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
  if (isObject(value) && Object.keys(value).length > 0)
    return Object.keys(value).flatMap((key) => leavesOf(value[key] as JsonValue, `${pointer}/${escaped(key)}`));
  if (isArray(value) && value.length > 0) return value.flatMap((item, i) => leavesOf(item, `${pointer}/${i}`));
  return [pointer];
}
