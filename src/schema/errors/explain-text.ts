import { isArray } from '../../model/json.ts';
import type { SchemaFailure } from '../schema-finding.ts';
import { formatWords } from './format-words.ts';
import { repairText } from './repair-text.ts';
import { showValue } from './show-value.ts';
import { words, type ExplainContext, type Explainer } from './words.ts';

/** `minLength` */
export const explainMinLength: Explainer = ({ value, expected, secret }, { also }) =>
  words('schema/min-length', { found: secret ? null : showValue(value), length: lengthOf(value), limit: Number(expected), also });

/** `maxLength` */
export const explainMaxLength: Explainer = ({ value, expected, secret }, { also }) =>
  words('schema/max-length', { found: secret ? null : showValue(value), length: lengthOf(value), limit: Number(expected), also });

/** `pattern` */
export const explainPattern: Explainer = (failure, context) => {
  const { value, expected, secret } = failure;
  const hint = patternHint(failure, secret || typeof value !== 'string' ? undefined : value, context);
  return words(
    'schema/pattern',
    { found: secret ? null : showValue(value), pattern: String(expected), also: context.also },
    { hint },
  );
};

/** `format` */
export const explainFormat: Explainer = ({ value, expected, secret, schema }, { also }) => {
  const { noun, example } = formatWords(String(expected));
  const sample = exampleOf(schema) ?? example;
  const hint = sample === undefined ? undefined : `Write it like ${sample}`;
  return words('schema/format', { found: secret ? null : showValue(value), format: String(expected), noun, also }, { hint });
};

/** The text with a small repair, else an example of the schema's author, else one made from the pattern. */
export function patternHint(
  { expected, schema }: SchemaFailure,
  text: string | undefined,
  context: ExplainContext,
): string | undefined {
  const pattern = String(expected);
  const compiled = context.patternOf(pattern);
  const accepts = (each: string): boolean => compiled.ok && compiled.test(each);
  const repaired = text === undefined ? undefined : repairText(text, accepts);
  if (repaired !== undefined) return `Write ${showValue(repaired)}`;
  const example = exampleOf(schema) ?? context.exampleFor(pattern);
  return example === undefined || !accepts(example) ? undefined : `Write something like ${showValue(example)}`;
}

function exampleOf(schema: SchemaFailure['schema']): string | undefined {
  const { examples } = schema;
  const first = isArray(examples) ? examples.find((each) => typeof each === 'string') : undefined;
  return typeof first === 'string' && first.length <= 60 ? first : undefined;
}

/** In code points, as the schema counts. */
function lengthOf(value: unknown): number {
  let length = 0;
  for (const _ of String(value)) length++;
  return length;
}
