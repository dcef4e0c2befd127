import { deepEqual, isArray, type JsonValue } from '../../model/json.ts';
import { showValue } from './show-value.ts';
import type { Suggester } from './suggester.ts';
import { words, type Explainer } from './words.ts';

const MAX_LISTED = 20;
/** Fewer letters are the beginning of too much. */
const shortest = 3;

/** `enum` */
export const explainEnum: Explainer = ({ value, expected, secret }, { also, suggest }) => {
  const values = isArray(expected) ? expected : [];
  if (values.length === 1 && values[0] !== undefined) return oneValue(value, values[0], secret, also);
  const shown = secret ? null : showValue(value);
  const allowed = values.slice(0, MAX_LISTED).map(showValue);
  const meant = secret ? undefined : nearestValue(value, values, suggest);
  const hint = meant === undefined ? undefined : `Write ${showValue(meant)}`;
  return words('schema/enum', { found: shown, allowed, total: values.length, also }, { hint });
};

/** `const` */
export const explainConst: Explainer = ({ value, expected, secret }, { also }) => oneValue(value, expected ?? null, secret, also);

function oneValue(value: JsonValue, expected: JsonValue, secret: boolean, also: readonly string[]): ReturnType<Explainer> {
  const hint = secret || (typeof expected === 'object' && expected !== null) ? undefined : `Write ${showValue(expected)}`;
  return words('schema/const', { found: secret ? null : showValue(value), expected: showValue(expected), also }, { hint });
}

/** The allowed value that was probably meant: the same but for its type or case, or the nearest spelling. */
function nearestValue(value: JsonValue, values: readonly JsonValue[], suggest: Suggester): JsonValue | undefined {
  const spelt = values.find(
    (each) => !deepEqual(each, value) && spelling(each) !== undefined && spelling(each) === spelling(value),
  );
  if (spelt !== undefined || typeof value !== 'string') return spelt;
  const texts = values.filter((each) => typeof each === 'string');
  return suggest(value, texts)[0] ?? shortening(value, texts);
}

/** The one text that is short for the value, or the other way round: `warn` and `warning`, `prod` and `production`. */
function shortening(value: string, texts: readonly string[]): string | undefined {
  const written = value.toLowerCase();
  const alike = texts.filter((text) => {
    const [short, long] = text.length < value.length ? [text.toLowerCase(), written] : [written, text.toLowerCase()];
    return short.length >= shortest && long.startsWith(short);
  });
  return alike.length === 1 ? alike[0] : undefined;
}

function spelling(value: JsonValue): string | undefined {
  return typeof value === 'object' && value !== null ? undefined : String(value).trim().toLowerCase();
}
