import { isArray, isObject, type JsonValue } from '../../model/json.ts';
import { childPointer, type Pointer } from '../../model/pointer.ts';
import type { AnnotationNode } from './annotation-graph.ts';
import type { AnnotationState } from './annotation-state.ts';

/** Where a schema says that references to secrets belong, under whatever condition. */
export interface SecretMap {
  isSecret(tokens: readonly string[]): boolean;
  /** Pointers of all values that are secrets or hold one. */
  secretsIn(data: JsonValue): ReadonlySet<Pointer>;
}

export const noSecrets: SecretMap = { isSecret: () => false, secretsIn: () => new Set() };

/** @param root undefined where no secret belongs anywhere */
export function secretMap(root: AnnotationState | undefined): SecretMap {
  if (root === undefined) return noSecrets;
  return {
    isSecret: (tokens) => leadsToSecret([root], tokens),
    secretsIn: (data) => {
      const found = new Set<Pointer>();
      collect(root, data, '', found);
      return found;
    },
  };
}

export function marksSecret(node: AnnotationNode): boolean {
  return node.own['x-confman-secret-ref'] === true;
}

/** A token may name a member or an element: without the data both are possible. */
function leadsToSecret(states: readonly AnnotationState[], [token, ...rest]: readonly string[]): boolean {
  if (token === undefined) return states.some((state) => state.nodes.some(marksSecret));
  const asElement = /^(?:0|[1-9]\d{0,9})$/.test(token);
  const next = states.flatMap((state) => [state.member(token), asElement ? state.element(Number(token)) : undefined]);
  const known = [...new Set(next)].filter((state) => state !== undefined);
  return known.length > 0 && leadsToSecret(known, rest);
}

function collect(state: AnnotationState, data: JsonValue, pointer: Pointer, found: Set<Pointer>): boolean {
  let holds = state.nodes.some(marksSecret);
  const into = (next: AnnotationState | undefined, part: JsonValue, token: string | number): void => {
    if (next !== undefined && collect(next, part, childPointer(pointer, token), found)) holds = true;
  };
  if (isArray(data)) data.forEach((part, i) => into(state.element(i), part, i));
  else if (isObject(data)) for (const key of Object.keys(data)) into(state.member(key), data[key] as JsonValue, key);
  if (holds) found.add(pointer);
  return holds;
}
