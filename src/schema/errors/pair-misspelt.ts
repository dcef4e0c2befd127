import { isObject } from '../../model/json.ts';
import type { SchemaFailure } from '../schema-finding.ts';
import { unknownProperty } from './explain-object.ts';
import type { Suggester } from './suggester.ts';

export interface MisspeltPair {
  readonly unknown: SchemaFailure;
  readonly missing: SchemaFailure;
}

/** Beyond so many unknown properties it is no longer a matter of typing errors. */
const MAX_UNKNOWN = 200;

/** Finds unknown properties that were probably meant to be missing ones of the same object. */
export function pairMisspelt(
  failures: readonly SchemaFailure[],
  suggest: Suggester,
): { pairs: MisspeltPair[]; rest: SchemaFailure[] } {
  const missing = failures.filter((failure) => failure.keyword === 'required');
  const paired = new Set<SchemaFailure>();
  const pairs: MisspeltPair[] = [];
  if (missing.length > 0) {
    for (const unknown of failures.filter(isUnknownProperty).slice(0, MAX_UNKNOWN)) {
      const match = matchFor(
        unknown,
        missing.filter((each) => each.pointer === unknown.pointer && !paired.has(each)),
        suggest,
      );
      if (match === undefined) continue;
      pairs.push({ unknown, missing: match });
      paired.add(unknown).add(match);
    }
  }
  return { pairs, rest: failures.filter((failure) => !paired.has(failure)) };
}

export function isUnknownProperty({ keyword }: SchemaFailure): boolean {
  return keyword === 'additionalProperties' || keyword === 'unevaluatedProperties';
}

/** The missing property, unless the unknown name is nearer to another one that is absent as well. */
function matchFor(unknown: SchemaFailure, missing: readonly SchemaFailure[], suggest: Suggester): SchemaFailure | undefined {
  const names = missing.map((each) => String(each.params['missingProperty']));
  const present = isObject(unknown.value) ? unknown.value : {};
  const optional = (unknown.knownProperties ?? []).filter((name) => !Object.hasOwn(present, name) && !names.includes(name));
  const [nearest] = suggest(unknownProperty(unknown), [...names, ...optional]);
  return nearest === undefined ? undefined : missing[names.indexOf(nearest)];
}
