import { isArray, type JsonValue } from '../../model/json.ts';

/** Sets of types, a bit for each. Numbers are two: those with a zero fraction, which are integers, and the others. */
export const NULL = 1;
export const BOOLEAN = 2;
export const INTEGER = 4;
export const FRACTION = 8;
export const STRING = 16;
export const ARRAY = 32;
export const OBJECT = 64;
export const NUMBER = INTEGER | FRACTION;
export const EVERY_TYPE = 127;

/** The types that are solved one by one. */
export const kinds = [OBJECT, STRING, NUMBER, ARRAY, BOOLEAN, NULL] as const;
export type Kind = (typeof kinds)[number];

const byName: Readonly<Record<string, number>> = {
  null: NULL,
  boolean: BOOLEAN,
  integer: INTEGER,
  number: NUMBER,
  string: STRING,
  array: ARRAY,
  object: OBJECT,
};

export function maskOfName(name: JsonValue): number {
  return typeof name === 'string' && Object.hasOwn(byName, name) ? (byName[name] as number) : 0;
}

export function maskOfValue(value: JsonValue): number {
  if (value === null) return NULL;
  if (typeof value === 'boolean') return BOOLEAN;
  if (typeof value === 'number') return Number.isInteger(value) ? INTEGER : FRACTION;
  if (typeof value === 'string') return STRING;
  return isArray(value) ? ARRAY : OBJECT;
}
