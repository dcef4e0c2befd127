import { exampleText } from '../patterns/example-text.ts';
import { isArray } from '../../model/json.ts';
import type { SchemaFailure } from '../schema-finding.ts';
import { formatWords } from './format-words.ts';
import { repairText } from './repair-text.ts';
import { showValue } from './show-value.ts';
import { words, type Explainer } from './words.ts';

/** `minLength` */
export const explainMinLength: Explainer = ({ value, expected, secret }, { also }) =>
  words('schema/min-length', { found: secret ? null : showValue(value), length: lengthOf(value), limit: Number(expected), also });

/** `maxLength` */
export const explainMaxLength: Explainer = ({ value, expected, secret }, { also }) =>
  words('schema/max-length', { found: secret ? null : showValue(value), length: lengthOf(value), limit: Number(expected), also });

/** `pattern` */
export const explainPattern: Explainer = (failure, { also, patternOf }) => {
  const { value, expected, secret } = failure;
  const pattern = String(expected);
  const compiled = patternOf(pattern);
  const tooLong = compiled.ok && typeof value === 'string' && value.length > compiled.limit;
  const shown = secret ? null : showValue(value);
  if (tooLong) return words('schema/pattern-too-long', { found: shown, pattern, limit: compiled.limit, also });
  const hint = patternHint(failure, pattern, (text) => compiled.ok && compiled.test(text));
  return words('schema/pattern', { found: shown, pattern, also }, { hint });
};

/** `format` */
export const explainFormat: Explainer = ({ value, expected, secret, schema }, { also }) => {
  const { noun, example } = formatWords(String(expected));
  const sample = exampleOf(schema) ?? example;
  const hint = sample === undefined ? undefined : `write it like ${sample}`;
  return words('schema/format', { found: secret ? null : showValue(value), format: String(expected), noun, also }, { hint });
};

/** The value with a small repair, else an example of the schema's author, else one made from the pattern. */
export function patternHint(
  { value, secret, schema }: SchemaFailure,
  pattern: string,
  accepts: (text: string) => boolean,
): string | undefined {
  const repaired = secret || typeof value !== 'string' ? undefined : repairText(value, accepts);
  if (repaired !== undefined) return `write ${showValue(repaired)}`;
  const example = exampleOf(schema) ?? exampleText(pattern);
  return example === undefined || !accepts(example) ? undefined : `write something like ${showValue(example)}`;
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
