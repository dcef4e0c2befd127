import { buildMergeRules, childRules, noRules, strategyOf, type MergeRules } from '../../cascade/merge-rules.ts';
import type { ArrayKeys } from '../../effective-diff/array-keys.ts';
import { childPointer, type Pointer } from '../../model/pointer.ts';
import type { CompiledApp } from '../compiled-app.ts';

/**
 * The arrays that either version of an app merges by key; where both do, the newer says by which. A key that is a secret names
 * nothing: names are told.
 */
export function mergeKeys(before: CompiledApp, after: CompiledApp): ArrayKeys {
  const isSecret = (pointer: Pointer): boolean => [before, after].some(({ schema }) => schema?.isSecretAt(pointer) === true);
  return keysOf(rulesOf(after), rulesOf(before), '', isSecret);
}

function rulesOf({ plan, schema }: CompiledApp): MergeRules {
  const strategies = schema?.mergeStrategies ?? [];
  return plan.merge.length + strategies.length === 0 ? noRules : buildMergeRules([plan.merge, strategies]);
}

function keysOf(now: MergeRules, old: MergeRules, at: Pointer, isSecret: (pointer: Pointer) => boolean): ArrayKeys {
  if (now.length + old.length === 0) return noKeys;
  const key = keyOf(now) ?? keyOf(old);
  return {
    key: key !== undefined && isSecret(childPointer(childPointer(at, 0), key)) ? undefined : key,
    child: (token) => keysOf(childRules(now, token), childRules(old, token), childPointer(at, token), isSecret),
  };
}

const noKeys: ArrayKeys = { key: undefined, child: () => noKeys };

function keyOf(rules: MergeRules): string | undefined {
  const strategy = strategyOf(rules);
  return typeof strategy === 'object' ? strategy.key : undefined;
}
