import type { Applicator, Form, Reach } from './dialect.ts';

type Row = readonly [keyword: string, applicator: Applicator];

function row(keyword: string, form: Form, reach: Reach): Row {
  return [keyword, { form, reach }];
}

const draft04: readonly Row[] = [
  row('not', 'schema', 'here'),
  row('allOf', 'list', 'here'),
  row('anyOf', 'list', 'here'),
  row('oneOf', 'list', 'here'),
  row('dependencies', 'map-or-names', 'here'),
  row('properties', 'map', 'member'),
  row('patternProperties', 'map', 'member'),
  row('additionalProperties', 'schema', 'member'),
  row('items', 'schema-or-list', 'element'),
  row('additionalItems', 'schema', 'element'),
  row('definitions', 'map', 'nowhere'),
];

const draft06: readonly Row[] = [...draft04, row('contains', 'schema', 'element'), row('propertyNames', 'schema', 'name')];

const draft07: readonly Row[] = [
  ...draft06,
  row('if', 'schema', 'here'),
  row('then', 'schema', 'here'),
  row('else', 'schema', 'here'),
];

const draft201909: readonly Row[] = [
  ...draft07,
  row('$defs', 'map', 'nowhere'),
  row('dependentSchemas', 'map', 'here'),
  row('unevaluatedProperties', 'schema', 'member'),
  row('unevaluatedItems', 'schema', 'element'),
  row('contentSchema', 'schema', 'nowhere'),
];

const draft202012: readonly Row[] = [
  ...draft201909.filter(([keyword]) => keyword !== 'items' && keyword !== 'additionalItems'),
  row('prefixItems', 'list', 'element'),
  row('items', 'schema', 'element'),
];

/** The keywords of each draft that hold subschemas. */
export const applicators = {
  draft04: new Map(draft04),
  draft06: new Map(draft06),
  draft07: new Map(draft07),
  draft201909: new Map(draft201909),
  draft202012: new Map(draft202012),
};
