import { isArray } from '../../model/json.ts';
import type { SchemaFailure } from '../schema-finding.ts';
import { describeSchema } from './describe-schema.ts';
import { formatWords } from './format-words.ts';
import { counted, oneOfThese, showValue } from './show-value.ts';

/** What a keyword asks of a value, as it follows "it has to": `be at least 3 characters long`. */
export function demandOf({ keyword, params, expected, schema }: SchemaFailure): string {
  const row = Object.hasOwn(demands, keyword) ? demands[keyword] : undefined;
  return row === undefined ? `meet ${JSON.stringify(keyword)}` : row(expected ?? null, params, schema);
}

type Demand = (
  expected: NonNullable<SchemaFailure['expected']> | null,
  params: SchemaFailure['params'],
  schema: SchemaFailure['schema'],
) => string;

const choice: Demand = (expected) => `be ${oneOfThese(isArray(expected) ? expected.map(showValue) : [showValue(expected)])}`;

const demands: Readonly<Record<string, Demand>> = {
  type: (_expected, _params, schema) => `be ${describeSchema(schema)}`,
  enum: choice,
  const: (expected) => `be ${showValue(expected)}`,
  minimum: (expected, { comparison }) => `be ${comparison === '>' ? 'above' : 'at least'} ${String(expected)}`,
  maximum: (expected, { comparison }) => `be ${comparison === '<' ? 'below' : 'at most'} ${String(expected)}`,
  exclusiveMinimum: (_expected, { limit }) => `be above ${String(limit)}`,
  exclusiveMaximum: (_expected, { limit }) => `be below ${String(limit)}`,
  multipleOf: (expected) => `be a multiple of ${String(expected)}`,
  minLength: (expected) => (expected === 1 ? 'be not empty' : `be at least ${counted(Number(expected), 'character')} long`),
  maxLength: (expected) => `be at most ${counted(Number(expected), 'character')} long`,
  pattern: (expected) => `match the pattern ${String(expected).slice(0, 80)}`,
  format: (expected) => `be ${formatWords(String(expected)).noun}`,
  not: (expected) => `not be ${describeSchema(expected)}`,
  anyOf: (expected) => `be ${describeSchema({ anyOf: expected })}`,
  oneOf: (expected) => `be ${describeSchema({ oneOf: expected })}`,
};
