import type { SchemaPort } from '../../src/pipeline/schema-port.ts';
import type { BoundSchema, MergeStrategyOfSchema } from '../../src/schema/bound-schema.ts';

/** Strategies for arrays, by the id of the schema that asks for them. */
export type StrategiesOfSchemas = Readonly<Record<string, readonly MergeStrategyOfSchema[]>>;

/** Schemas that accept everything and only say how arrays merge: the merge can be tried without any validator. */
export function strategiesOnlyPort(strategies: StrategiesOfSchemas): SchemaPort {
  return {
    prepare: async () => {},
    prepareFindings: async () => {},
    load: async () => {},
    bind: (reference) => {
      const found = Object.hasOwn(strategies, reference) ? strategies[reference] : undefined;
      const value = found && acceptingAll(reference, found);
      return { value, diagnostics: [], dependencies: [reference] };
    },
    check: () => [],
    world: () => ({ value: undefined, diagnostics: [] }),
    plainWorld: () => ({ value: undefined, diagnostics: [] }),
    internal: (name) => acceptingAll(name, []),
    exportValidators: () => undefined,
  };
}

function acceptingAll(id: string, mergeStrategies: readonly MergeStrategyOfSchema[]): BoundSchema {
  return {
    id: id as BoundSchema['id'],
    version: 'v1',
    dependencies: [],
    mergeStrategies,
    hasIndexKeys: false,
    needsContext: false,
    hasDeprecations: false,
    hasLifecycle: false,
    lifecycleMarks: () => [],
    fieldAt: () => ({ description: undefined, types: [], binary: false }),
    isValid: () => true,
    isClean: () => true,
    findings: () => [],
    fillDefaults: (data) => data,
    isSecretAt: () => false,
  };
}
