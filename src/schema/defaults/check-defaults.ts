import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isIndexKey } from '../../model/canonical-json.ts';
import { isArray, isObject, type JsonValue } from '../../model/json.ts';
import { TooComplex } from '../lowering/too-complex.ts';
import type { DefaultEntry, DefaultPlan } from './default-plan.ts';
import { BadDefault, DefaultFiller } from './fill-defaults.ts';

/** Places where something can be filled in, in one schema with all that it reaches. */
const MAX_ENTRIES = 200_000;

/** Fills every default once, in every environment that is named: what cannot be filled is found here, not in some app. */
export function checkDefaults(root: DefaultPlan, maxSize: number): Diagnostic | undefined {
  const plans = plansFrom(root);
  const environments = new Set(plans.flatMap(({ entries }) => entries.flatMap((entry) => entry.environments.flat())));
  try {
    for (const environment of [undefined, ...environments]) {
      const filler = new DefaultFiller(environment, maxSize);
      for (const plan of plans) for (const entry of plan.entries) filler.filledDefault(plan, entry);
    }
    return undefined;
  } catch (error) {
    if (error instanceof BadDefault) return badDefault(error, maxSize);
    throw error;
  }
}

export function badDefault({ entry, isEndless }: BadDefault, limit: number): Diagnostic {
  const { site, name: property } = entry;
  const hint = 'Remove this default, or those below it';
  return isEndless
    ? diagnostic('schema/endless-default', { property }, { site, hint })
    : diagnostic('schema/large-default', { property, limit }, { site, hint });
}

/** Whether filling in can bring a key that the language moves to the front of an object. */
export function bringsIndexKeys(root: DefaultPlan): boolean {
  return plansFrom(root).some(({ entries }) => entries.some(hasIndexKeys));
}

function plansFrom(root: DefaultPlan): DefaultPlan[] {
  const plans = new Set([root]);
  let entries = 0;
  for (const plan of plans) {
    entries += 1 + plan.entries.length;
    if (entries > MAX_ENTRIES) throw new TooComplex(`it has defaults in more than ${MAX_ENTRIES} places`);
    for (const next of plan.reachable()) plans.add(next);
  }
  return [...plans];
}

function hasIndexKeys({ name, value }: DefaultEntry): boolean {
  return isIndexKey(name) || holdsIndexKey(value);
}

function holdsIndexKey(value: JsonValue): boolean {
  if (isArray(value)) return value.some(holdsIndexKey);
  return isObject(value) && Object.keys(value).some((key) => isIndexKey(key) || holdsIndexKey(value[key] as JsonValue));
}
