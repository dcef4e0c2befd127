import { deepEqual } from '../../model/json.ts';
import { found, seen, type Found } from '../view/found.ts';
import type { Place } from '../view/place.ts';
import { stated, type Side, type Stated } from '../view/side.ts';
import { isRefused } from './is-refused.ts';
import type { RuleId } from '../rules.ts';

export function defaultFacts(place: Place): Found[] {
  const [old] = stated(place.old, 'default');
  const [now] = stated(place.new, 'default');
  const rule = ruleOf(place, old, now);
  return rule === undefined ? [] : [found(place, rule, seen(place.old, old, ['default']), seen(place.new, now, ['default']))];
}

function ruleOf(place: Place, old: Stated | undefined, now: Stated | undefined): RuleId | undefined {
  if (now === undefined) return old === undefined ? undefined : 'default-removed';
  if (isWrong(place.new, now) && !isWrong(place.old, old)) return 'default-invalid';
  if (old === undefined) return 'default-added';
  return deepEqual(old.value, now.value) ? undefined : 'default-changed';
}

function isWrong(side: Side, at: Stated | undefined): boolean {
  return at !== undefined && isRefused(side, at.value);
}
