import type { Namespace } from './namespace.ts';

/** What a folder's namespaces say together, the nearest winning. `chain` is nearest first and ends where one does not inherit. */
export interface NamespaceScope {
  readonly chain: readonly Namespace[];
  readonly vars: Readonly<Record<string, string>>;
  readonly schema: Namespace['schema'];
}

export const emptyScope: NamespaceScope = { chain: [], vars: {}, schema: undefined };

/** @param outer what the namespace inherits from; `emptyScope` where it inherits nothing */
export function enterNamespace(outer: NamespaceScope, namespace: Namespace): NamespaceScope {
  return {
    chain: [namespace, ...outer.chain],
    vars: { ...outer.vars, ...namespace.vars },
    schema: namespace.schema ?? outer.schema,
  };
}
