import type { RuleId } from '../rules.ts';
import { found, seen, type Found } from '../view/found.ts';
import type { Place } from '../view/place.ts';
import { stated, type Stated } from '../view/side.ts';
import type { Comparing } from '../walk/comparing.ts';

export function stringFacts(place: Place, comparing: Comparing): Found[] {
  const { added, removed } = difference(place, 'pattern');
  return pairs(removed, added).map(([old, now]) => {
    const isWider = old !== undefined && now !== undefined && comparing.proof(place, 'backward') === 'safe';
    const rule = isWider ? 'pattern-generalised' : ruleOf(old, now, patternRules);
    return found(place, rule, seen(place.old, old, ['pattern']), seen(place.new, now, ['pattern']));
  });
}

const patternRules = { added: 'pattern-added', removed: 'pattern-removed', changed: 'pattern-changed' } as const;

interface Trio {
  readonly added: RuleId;
  readonly removed: RuleId;
  readonly changed: RuleId;
}

export function ruleOf(old: Stated | undefined, now: Stated | undefined, rules: Trio): RuleId {
  if (old === undefined) return rules.added;
  return now === undefined ? rules.removed : rules.changed;
}

/** Statements of a keyword with a value that the other version does not state. */
export function difference(place: Place, keyword: string): { added: readonly Stated[]; removed: readonly Stated[] } {
  const [old, now] = [stated(place.old, keyword), stated(place.new, keyword)];
  const [before, after] = [new Set(old.map(({ value }) => value)), new Set(now.map(({ value }) => value))];
  return { added: now.filter(({ value }) => !before.has(value)), removed: old.filter(({ value }) => !after.has(value)) };
}

export function pairs<T>(old: readonly T[], now: readonly T[]): [T | undefined, T | undefined][] {
  return Array.from({ length: Math.max(old.length, now.length) }, (_, i) => [old[i], now[i]]);
}
