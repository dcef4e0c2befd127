/** @import { Random } from './random.mjs' */

const FIELD = Symbol('field');

/**
 * A leaf of the catalogue: how to make up a value, and the schema (draft-07) that every such value follows. A field that
 * is not written stands in no layer, so that its schema's default is filled in.
 *
 * @typedef {{ schema: object, sample: (random: Random) => unknown, written: boolean }} Field
 */

/** @param {object} schema @param {(random: Random) => unknown} sample @param {boolean} [written] @returns {Field} */
function field(schema, sample, written = true) {
  return { [FIELD]: true, schema, sample, written };
}

/** @param {Field | Shape} part @returns {part is Field} */
export function isField(part) {
  return FIELD in part;
}

/** @typedef {{ readonly [name: string]: Field | Shape }} Shape */

const WORDS = 'amber birch cedar delta ember flint garnet heron indigo juniper kelp linden maple nectar opal pine quartz'.split(
  ' ',
);

/** @param {number} min @param {number} max @param {string} [unit] */
export function int(min, max, unit) {
  const schema = { type: 'integer', minimum: min, maximum: max, ...(unit && { 'x-confman-unit': unit }) };
  return field(schema, (random) => random.between(min, max));
}

export function ratio() {
  return field({ type: 'number', minimum: 0, maximum: 1 }, (random) => random.between(1, 99) / 100);
}

export function flag() {
  return field({ type: 'boolean' }, (random) => random.chance(0.5));
}

/** @param {readonly string[]} values */
export function choice(...values) {
  return field({ type: 'string', enum: values }, (random) => random.of(values));
}

export function word() {
  return field({ type: 'string', pattern: '^[a-z]+(?:-[a-z]+)*-[0-9]+$' }, (random) => name(random));
}

/** A sentence, as people put beside a value that needs one. */
export function note() {
  const schema = { type: 'string', maxLength: 300 };
  return field(schema, (random) => `Owned by ${name(random)}; ask in ${name(random)} before ${name(random)} is changed.`);
}

/** @param {string} service */
export function url(service) {
  const schema = { type: 'string', pattern: '^https?://', maxLength: 200 };
  return field(
    schema,
    (random) =>
      `https://${service}-${random.between(1, 20)}.${random.of(WORDS)}.int.shop.example:8443/${random.of(WORDS)}/v${random.between(1, 3)}`,
  );
}

/** @param {string} service */
export function host(service) {
  const schema = { type: 'string', pattern: '^[a-z0-9.-]+$', minLength: 3 };
  return field(schema, (random) => `${service}-${random.between(1, 40)}.${random.of(WORDS)}.int.shop.example`);
}

export function secret() {
  return field({ type: 'string', 'x-confman-secret-ref': true }, (random) => `vault://shop/${random.of(WORDS)}/${name(random)}`);
}

/** @param {Field} item @param {number} length */
export function list(item, length) {
  const schema = { type: 'array', minItems: 1, maxItems: 50, items: item.schema };
  return field(schema, (random) => Array.from({ length }, () => item.sample(random)));
}

/** @param {Field} of @param {unknown} value */
export function withDefault(of, value) {
  return field({ ...of.schema, default: value }, of.sample, false);
}

/** @param {Random} random */
function name(random) {
  return `${random.of(WORDS)}-${random.of(WORDS)}-${random.of(WORDS)}-${random.between(1, 99)}`;
}
