import { buildMergeRules, childRules, noRules, strategyOf, type MergeRules } from '../../cascade/merge-rules.ts';
import type { ArrayKeys } from '../../effective-diff/array-keys.ts';
import type { CompiledApp } from '../app-compiler.ts';

/** The arrays that either version of an app merges by key; where both do, the newer says by which. */
export function mergeKeys(before: CompiledApp, after: CompiledApp): ArrayKeys {
  return keysOf(rulesOf(after), rulesOf(before));
}

function rulesOf({ plan, schema }: CompiledApp): MergeRules {
  const strategies = schema?.mergeStrategies ?? [];
  return plan.merge.length + strategies.length === 0 ? noRules : buildMergeRules([plan.merge, strategies]);
}

function keysOf(now: MergeRules, old: MergeRules): ArrayKeys {
  if (now.length + old.length === 0) return noKeys;
  return {
    key: keyOf(now) ?? keyOf(old),
    child: (token) => keysOf(childRules(now, token), childRules(old, token)),
  };
}

const noKeys: ArrayKeys = { key: undefined, child: () => noKeys };

function keyOf(rules: MergeRules): string | undefined {
  const strategy = strategyOf(rules);
  return typeof strategy === 'object' ? strategy.key : undefined;
}
