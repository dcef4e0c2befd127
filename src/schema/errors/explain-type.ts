import { isArray, isObject, type JsonValue } from '../../model/json.ts';
import { describeSchema } from './describe-schema.ts';
import { kindName, oneOfThese, showKind } from './show-value.ts';
import { words, type Explainer } from './words.ts';

const YES = new Set(['true', 'yes', 'on', '1']);
const NO = new Set(['false', 'no', 'off', '0']);

/** `type` */
export const explainType: Explainer = ({ params, value, schema, secret }, { also }) => {
  const types = typesOf(params['type']);
  const described = types.map((type) => describeSchema({ ...limits(schema), type }));
  const expected = Object.hasOwn(schema, 'type') ? oneOfThese(described) : describeSchema(schema);
  const found = secret ? kindName(value) : showKind(value);
  return words('schema/type', { expected, found, also }, secret ? {} : { hint: hintFor(types, value) });
};

export function typesOf(type: unknown): string[] {
  if (typeof type === 'string') return type.split(',');
  return Array.isArray(type) ? type.filter((each): each is string => typeof each === 'string') : [];
}

/** Only what makes the type clearer: "an integer from 1 to 65535". */
function limits({ minimum, maximum, format }: { readonly [key: string]: JsonValue }): { readonly [key: string]: JsonValue } {
  return {
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(format === undefined ? {} : { format }),
  };
}

function hintFor(types: readonly string[], value: JsonValue): string | undefined {
  for (const type of types) {
    const hint = hints.get(type)?.(value);
    if (hint !== undefined) return hint;
  }
  return value === null ? 'Give it a value, or leave the property out' : undefined;
}

const hintRows: Readonly<Record<string, (value: JsonValue) => string | undefined>> = {
  string: (value) => {
    if (typeof value === 'number' || typeof value === 'boolean') return `Put it in quotes: "${value}"`;
    if (isArray(value) && value.length === 1 && typeof value[0] === 'string')
      return `Write ${short(value[0])} without the brackets`;
    return undefined;
  },
  number: (value) => (typeof value === 'string' && isNumeral(value) ? `Remove the quotes: ${value.trim()}` : undefined),
  integer: (value) => {
    if (typeof value === 'number') return `Write a whole number, such as ${Math.round(value)}`;
    return typeof value === 'string' && isNumeral(value) && Number.isInteger(Number(value))
      ? `Remove the quotes: ${value.trim()}`
      : undefined;
  },
  boolean: (value) => {
    const text = String(typeof value === 'string' || typeof value === 'number' ? value : '')
      .trim()
      .toLowerCase();
    if (text === 'true' || text === 'false') return `Write ${text} without quotes`;
    return YES.has(text) ? 'Write true' : NO.has(text) ? 'Write false' : undefined;
  },
  array: (value) => {
    if (value === null) return 'Write [] for an array without items';
    return isObject(value) || typeof value === 'boolean' ? undefined : `Put it in brackets: [${short(value)}]`;
  },
  object: (value) => (value === null ? 'Write {} for an object without properties' : undefined),
};

const hints = new Map(Object.entries(hintRows));

/** A number as JSON has it; `Number` alone would take `""` and `0x10`. */
function isNumeral(text: string): boolean {
  return /^\s*-?(?:0|[1-9]\d{0,20})(?:\.\d{1,20})?(?:[eE][+-]?\d{1,3})?\s*$/.test(text);
}

function short(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? '..' : text;
}
