import type { SchemaFailure } from '../schema-finding.ts';
import { words, type ExplainContext, type Explainer, type Words } from './words.ts';

/** `minimum`, `exclusiveMinimum`, also in the form of draft-04 where the latter is a flag. */
export const explainMinimum: Explainer = (failure, context) => limit('schema/minimum', failure, context, '>');

/** `maximum`, `exclusiveMaximum` */
export const explainMaximum: Explainer = (failure, context) => limit('schema/maximum', failure, context, '<');

/** `multipleOf` */
export const explainMultipleOf: Explainer = ({ value, expected, schema, secret }, { also }) => {
  const divisor = Number(expected);
  const shown = secret ? null : numeral(value, schema);
  const below = Math.floor(Number(value) / divisor) * divisor;
  const near = [below, below + divisor].filter((each) => Number.isFinite(each)).map(rounded);
  return words(
    'schema/multiple-of',
    { found: shown, divisor: String(expected), also },
    { hint: secret || near.length === 0 ? undefined : `Write ${near.join(' or ')}` },
  );
};

function limit(
  code: 'schema/minimum' | 'schema/maximum',
  failure: SchemaFailure,
  { also }: ExplainContext,
  strictly: '<' | '>',
): Words {
  const { params, value, schema, secret, keyword } = failure;
  const exclusive = params['comparison'] === strictly || keyword.startsWith('exclusive');
  const bound = numeral(params['limit'] ?? failure.expected, schema);
  return words(code, { found: secret ? null : numeral(value, schema), limit: bound, exclusive, also });
}

/** With its unit: `50 ms`. */
function numeral(value: unknown, schema: SchemaFailure['schema']): string {
  const unit = schema['x-confman-unit'];
  return typeof unit === 'string' ? `${String(value)} ${unit.slice(0, 20)}` : String(value);
}

/** Without the tail that binary fractions leave: 0.30000000000000004. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
