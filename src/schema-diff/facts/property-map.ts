import { isArray, isObject } from '../../model/json.ts';
import type { SchemaNode } from '../../model/schema-world.ts';
import { childOf, sideOf, stated, type Conjunct, type Side } from '../view/side.ts';

/** The schemas that a version states for one name. */
export interface Declared {
  readonly nodes: readonly SchemaNode[];
  readonly conjunct: Conjunct;
}

export function declaredIn(side: Side, keyword: 'properties' | 'patternProperties'): Map<string, Declared> {
  const declared = new Map<string, Declared>();
  for (const { conjunct, value } of stated(side, keyword)) {
    if (!isObject(value)) continue;
    for (const name of Object.keys(value)) {
      const known = declared.get(name);
      const nodes = childOf(side, conjunct, [keyword, name]);
      declared.set(name, { nodes: [...(known?.nodes ?? []), ...nodes], conjunct: known?.conjunct ?? conjunct });
    }
  }
  return declared;
}

/** Names that have to be there, and where that is said. */
export function requiredIn(side: Side): Map<string, { readonly conjunct: Conjunct; readonly at: string }> {
  const required = new Map<string, { readonly conjunct: Conjunct; readonly at: string }>();
  for (const { conjunct, value } of stated(side, 'required')) {
    if (!isArray(value)) continue;
    for (const [i, name] of value.entries()) {
      if (typeof name === 'string' && !required.has(name)) required.set(name, { conjunct, at: String(i) });
    }
  }
  return required;
}

/** The old names that a property states with `x-confman-renamed-from`. */
export function formerNames(side: Side, nodes: readonly SchemaNode[]): string[] {
  return stated(sideOf(side.world, nodes), 'x-confman-renamed-from').flatMap(({ value }) =>
    (isArray(value) ? value : [value]).filter((each) => typeof each === 'string'),
  );
}

export function hasDefault(side: Side, nodes: readonly SchemaNode[]): boolean {
  return stated(sideOf(side.world, nodes), 'default').length > 0;
}
