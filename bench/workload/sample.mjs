import { isField } from './field.mjs';

/** @import { Shape } from './field.mjs' @import { Random } from './random.mjs' */

/** A value for every written field of a shape. @param {Shape} shape @param {Random} random */
export function sampleAll(shape, random) {
  const result = {};
  for (const [key, part] of Object.entries(shape)) {
    if (!isField(part)) result[key] = sampleAll(part, random);
    else if (part.written) result[key] = part.sample(random);
  }
  return result;
}

/**
 * Values for some fields, as an override has them. Sections that would come out empty are left out.
 *
 * @param {Shape} shape
 * @param {Random} random
 * @param {number} share of the written fields
 */
export function sampleSome(shape, random, share) {
  const result = {};
  for (const [key, part] of Object.entries(shape)) {
    if (isField(part)) {
      if (part.written && random.chance(share)) result[key] = part.sample(random);
      continue;
    }
    const inner = sampleSome(part, random, share);
    if (Object.keys(inner).length > 0) result[key] = inner;
  }
  return result;
}
