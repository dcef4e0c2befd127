import { isArray, isObject, type JsonObject } from '../../model/json.ts';

/** Raised while a schema is prepared, from deep inside; turned into a diagnostic by whoever began. */
export class TooComplex extends Error {}

/**
 * How many parts a keyword may have. The validator's code nests one block for each part, and takes time in the square of
 * their number for some; no schema that people write comes near. Properties and `allOf` have no bound, they are cut up.
 */
const limits: Readonly<Record<string, number>> = {
  anyOf: 1500,
  oneOf: 1500,
  prefixItems: 3000,
  items: 3000,
  patternProperties: 1000,
  dependencies: 1500,
  dependentSchemas: 1500,
  dependentRequired: 1500,
};

export function checkWidth(schema: JsonObject): void {
  for (const keyword of Object.keys(limits)) {
    const parts = Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
    const count = isArray(parts) ? parts.length : isObject(parts) && keyword !== 'items' ? Object.keys(parts).length : 0;
    const limit = limits[keyword] as number;
    if (count > limit) throw new TooComplex(`"${keyword}" has more than ${limit} parts`);
  }
}

/** The validator writes names into URIs, where half a surrogate pair has no place, and passes over the prototype's. */
export function checkName(name: string): void {
  const isOdd = name === '__proto__' || /\p{Cs}/u.test(name);
  if (isOdd) throw new TooComplex(`it cannot describe a property that is named ${JSON.stringify(name)}`);
}
