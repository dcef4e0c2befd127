import { compareKeys } from '../../model/canonical-json.ts';
import type { JsonValue } from '../../model/json.ts';
import { parsePointer, valueAt, type Pointer } from '../../model/pointer.ts';
import type { Resource } from '../index/schema-document.ts';

interface Anchored {
  readonly resource: Resource;
  readonly pointer: Pointer;
  readonly value: JsonValue;
}

/**
 * The dynamic scope: for every dynamic anchor the outermost schema on the way that has it. Because the ways through a
 * schema are finitely many, dynamic references can be followed before there is any data.
 */
export interface Scope {
  readonly anchors: ReadonlyMap<string, Anchored>;
  /** Equal for equal scopes. */
  readonly key: string;
}

/** Also stands for every scope where no reference is dynamic. */
export const emptyScope: Scope = { anchors: new Map(), key: '' };

export function enterScope(scope: Scope, resource: Resource): Scope {
  const fresh = [...resource.dynamicAnchors].filter(([name]) => !scope.anchors.has(name));
  if (fresh.length === 0 && scope !== emptyScope) return scope;
  const anchors = new Map(scope.anchors);
  for (const [name, pointer] of fresh) {
    const value = valueAt(resource.document.value, parsePointer(pointer) ?? []) as JsonValue;
    anchors.set(name, { resource, pointer, value });
  }
  return { anchors, key: keyOf(anchors) };
}

function keyOf(anchors: ReadonlyMap<string, Anchored>): string {
  const parts = [...anchors].map(([name, { resource, pointer }]) => `${name}=${resource.document.uri}#${pointer}`);
  return ` in ${parts.sort(compareKeys).join(' ')}`;
}
