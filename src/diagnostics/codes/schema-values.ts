import { code, list, quote } from '../code-row.ts';

/** About values: what a schema says of the data that is held against it. */
export const schemaValueCodes = {
  'schema/step-limit': code<{ limit: number; text?: boolean }>(
    'error',
    'Validating a value takes more steps than the limit',
    (a) =>
      a.text === true
        ? `Validation was stopped: a text is longer than ${amount(a.limit, 'character')}, which is as much as its pattern can be tried on`
        : `Validation was stopped after ${a.limit} steps; the schema tries too many combinations on this value`,
  ),
  'schema/more-findings': code<{ shown: number }>(
    'warning',
    'A value has more findings than the limit',
    (a) => `${amount(a.shown, 'finding')} of the schema ${a.shown === 1 ? 'is' : 'are'} told here, and there are more`,
  ),
  'schema/secret-expected': code<{ schemes: readonly string[] }>(
    'error',
    'A value stands where only a reference to a secret may stand',
    (a) => `Here stands a value where a reference to a secret belongs (${a.schemes.map((each) => `${each}://`).join(', ')})`,
  ),
  'schema/deprecated': code<{ note: string }>('warning', 'A deprecated field is in use', (a) =>
    a.note === '' ? 'This field is deprecated' : `This field is deprecated: ${a.note}`,
  ),
  'schema/wrong-environment': code<{ environment: string; allowed: readonly string[] }>(
    'error',
    'A field appears in an environment where it is not allowed',
    (a) =>
      a.environment === ''
        ? `This field is only for ${list(a.allowed)}, and the app has no variable "environment"`
        : `This field is only for ${list(a.allowed)}, not for ${quote(a.environment)}`,
  ),
  'schema/not-base64': code<Record<never, never>>(
    'error',
    'A binary value is not base64',
    () => 'This is no base64: binary values are written in base64 with padding',
  ),
  'schema/custom-message': code<{ message: string }>('error', 'A rule of the schema with words of its own', (a) => a.message),
  'schema/type': code<{ expected: string; found: string; also: readonly string[] }>(
    'error',
    'A value is of another type than the schema says',
    (a) => `Expected ${a.expected}, found ${a.found}`,
  ),
  'schema/enum': code<{ found: string | null; allowed: readonly string[]; total: number; also: readonly string[] }>(
    'error',
    'A value is none of those that are allowed',
    (a) => `Expected ${choices(a)}, found ${a.found ?? 'another value'}`,
  ),
  'schema/const': code<{ found: string | null; expected: string; also: readonly string[] }>(
    'error',
    'A value is not the only one that is allowed',
    (a) => `Expected ${a.expected}, found ${a.found ?? 'another value'}`,
  ),
  'schema/minimum': code<{ found: string | null; limit: string; exclusive: boolean; also: readonly string[] }>(
    'error',
    'A number is below its range',
    (a) => `${found(a)} is too small: it has to be ${a.exclusive ? 'above' : 'at least'} ${a.limit}${also(a)}`,
  ),
  'schema/maximum': code<{ found: string | null; limit: string; exclusive: boolean; also: readonly string[] }>(
    'error',
    'A number is above its range',
    (a) => `${found(a)} is too large: it has to be ${a.exclusive ? 'below' : 'at most'} ${a.limit}${also(a)}`,
  ),
  'schema/multiple-of': code<{ found: string | null; divisor: string; also: readonly string[] }>(
    'error',
    'A number is not a multiple of the one the schema names',
    (a) => `${found(a)} is not a multiple of ${a.divisor}${also(a)}`,
  ),
  'schema/min-length': code<{ found: string | null; length: number; limit: number; also: readonly string[] }>(
    'error',
    'A string is too short',
    (a) =>
      a.length === 0
        ? `The string is empty; at least ${amount(a.limit, 'character')} ${a.limit === 1 ? 'is' : 'are'} needed${also(a)}`
        : `${found(a)} is ${amount(a.length, 'character')} long; at least ${a.limit} are needed${also(a)}`,
  ),
  'schema/max-length': code<{ found: string | null; length: number; limit: number; also: readonly string[] }>(
    'error',
    'A string is too long',
    (a) =>
      `${found(a)} is ${amount(a.length, 'character')} long; at most ${a.limit} ${a.limit === 1 ? 'is' : 'are'} allowed${also(a)}`,
  ),
  'schema/pattern': code<{ found: string | null; pattern: string; also: readonly string[] }>(
    'error',
    'A string does not match its pattern',
    (a) => `${found(a)} does not match the pattern ${shortened(a.pattern)}${also(a)}`,
  ),
  'schema/format': code<{ found: string | null; format: string; noun: string; also: readonly string[] }>(
    'error',
    'A value does not have its format',
    (a) => `${found(a)} is not ${a.noun}${also(a)}`,
  ),
  'schema/required': code<{ property: string; because: string }>(
    'error',
    'A property is missing',
    (a) => `The property ${quote(a.property)} is missing${a.because === '' ? '' : `; it is required where ${a.because}`}`,
  ),
  'schema/dependent-required': code<{ property: string; present: string }>(
    'error',
    'A property is missing that another one needs',
    (a) => `The property ${quote(a.property)} is missing; it is required beside ${quote(a.present)}`,
  ),
  'schema/unknown-property': code<{ property: string; near: readonly string[]; known: readonly string[] }>(
    'error',
    'A property that the schema does not know',
    (a) => `There is no property ${quote(a.property)} here${unknownHelp(a)}`,
  ),
  'schema/misspelt-property': code<{ property: string; meant: string }>(
    'error',
    'A property is unknown, and a missing one was probably meant',
    (a) => `There is no property ${quote(a.property)} here, and the required ${quote(a.meant)} is missing`,
  ),
  'schema/property-name': code<{ name: string; demand: string; also: readonly string[] }>(
    'error',
    'The name of a property breaks the rule for names',
    (a) =>
      `${quote(a.name)} cannot be the name of a property here${a.demand === '' ? '' : `: a name has to ${a.demand}`}${also(a)}`,
  ),
  'schema/min-properties': code<{ count: number; limit: number }>(
    'error',
    'An object has too few properties',
    (a) => `Found ${amount(a.count, 'property')}; at least ${a.limit} ${a.limit === 1 ? 'is' : 'are'} needed`,
  ),
  'schema/max-properties': code<{ count: number; limit: number }>(
    'error',
    'An object has too many properties',
    (a) => `Found ${amount(a.count, 'property')}; at most ${a.limit} ${a.limit === 1 ? 'is' : 'are'} allowed`,
  ),
  'schema/min-items': code<{ count: number; limit: number }>(
    'error',
    'An array has too few items',
    (a) => `Found ${amount(a.count, 'item')}; at least ${a.limit} ${a.limit === 1 ? 'is' : 'are'} needed`,
  ),
  'schema/max-items': code<{ count: number; limit: number }>(
    'error',
    'An array has too many items',
    (a) => `Found ${amount(a.count, 'item')}; at most ${a.limit} ${a.limit === 1 ? 'is' : 'are'} allowed`,
  ),
  'schema/extra-item': code<{ count: number; limit: number }>(
    'error',
    'An array has an item for which the schema has no place',
    (a) => `Found ${amount(a.count, 'item')}; the schema has ${a.limit === 0 ? 'no place for any' : `places for ${a.limit}`}`,
  ),
  'schema/unique-items': code<{ first: number; second: number; found: string | null }>(
    'error',
    'Two items of an array are equal',
    (a) => `The items ${a.first} and ${a.second} are equal${a.found === null ? '' : ` (${a.found})`}, and no two may be`,
  ),
  'schema/contains': code<{ wanted: string; least: number; most: number | null }>(
    'error',
    'An array does not have the items that it has to contain',
    (a) => `Of the items here ${itemRange(a)} to be ${a.wanted}`,
  ),
  'schema/not': code<{ rule: string; also: readonly string[] }>(
    'error',
    'A value is one that the schema excludes',
    (a) => `${a.rule}${also(a)}`,
  ),
  'schema/never': code<{ name: string; because: string }>(
    'error',
    'A value stands where the schema allows none',
    (a) =>
      `${a.name === '' ? 'No value' : quote(a.name)} is ${a.name === '' ? '' : 'not '}allowed here${a.because === '' ? '' : ` where ${a.because}`}`,
  ),
  'schema/no-alternative': code<{ found: string; alternatives: string; also: readonly string[] }>(
    'error',
    'A value fits none of several alternatives',
    (a) => `Expected ${a.alternatives}, found ${a.found}${also(a)}`,
  ),
  'schema/several-alternatives': code<{ matching: readonly string[]; count: number }>(
    'error',
    'A value fits several alternatives of which only one may fit',
    (a) => `Only one alternative may fit here, and ${a.count} do: ${a.matching.join('; ')}${more(a.count, a.matching.length)}`,
  ),
  'schema/condition': code<{ branch: string }>(
    'error',
    'A value does not meet what its condition asks for',
    (a) => `The schema's condition ${a.branch === 'then' ? 'holds' : 'does not hold'} here, and what it then asks for is not met`,
  ),
  'schema/not-met': code<{ keyword: string }>(
    'error',
    'A value does not meet a keyword of the schema',
    (a) => `The value does not meet the keyword ${quote(a.keyword)}`,
  ),
} as const;

/** The value at the head of a sentence, where it may be shown. */
function found(a: { found: string | null }): string {
  return a.found ?? 'The value';
}

/** What else is asked of the same value. */
function also(a: { also: readonly string[] }): string {
  return a.also.length === 0 ? '' : `; it also has to ${a.also.slice(0, 3).join(' and ')}`;
}

/** `"a", "b" or 3 more`. */
function choices({ allowed, total }: { allowed: readonly string[]; total: number }): string {
  const shown = allowed.slice(0, 8);
  const last = total > shown.length ? `${total - shown.length} more` : shown.pop();
  return shown.length === 0 ? (last ?? 'nothing') : `${shown.join(', ')} or ${last ?? ''}`;
}

function more(total: number, shown: number): string {
  return total > shown ? ` and ${total - shown} more` : '';
}

/** `no items`, `1 property`. */
function amount(count: number, noun: string): string {
  const plural = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return count === 1 ? `1 ${noun}` : `${count === 0 ? 'no' : count} ${plural}`;
}

function shortened(text: string): string {
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

function unknownHelp(a: { near: readonly string[]; known: readonly string[] }): string {
  if (a.near.length > 0) return `; did you mean ${list(a.near, 3)}?`;
  return a.known.length === 0 ? '; none is allowed' : `; known are ${list(a.known)}`;
}

function itemRange(a: { least: number; most: number | null }): string {
  if (a.least === a.most) return `exactly ${a.least} ${a.least === 1 ? 'has' : 'have'}`;
  if (a.most === null) return `at least ${a.least} ${a.least === 1 ? 'has' : 'have'}`;
  return a.least === 0 ? `at most ${a.most} may have` : `${a.least} to ${a.most} have`;
}
