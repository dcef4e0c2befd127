const draft04 = [
  'type',
  'enum',
  'multipleOf',
  'maximum',
  'exclusiveMaximum',
  'minimum',
  'exclusiveMinimum',
  'maxLength',
  'minLength',
  'pattern',
  'maxItems',
  'minItems',
  'uniqueItems',
  'maxProperties',
  'minProperties',
  'required',
  'format',
];

export const draft04Assertions: ReadonlySet<string> = new Set(draft04);
export const draft06Assertions: ReadonlySet<string> = new Set([...draft04, 'const']);
export const draft201909Assertions: ReadonlySet<string> = new Set([
  ...draft06Assertions,
  'minContains',
  'maxContains',
  'dependentRequired',
]);
