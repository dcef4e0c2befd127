import { isObject, type JsonObject, type JsonValue } from '../model/json.ts';

/** One member of an object as it is written, and the key that it gets in the data. */
export interface PlainMember {
  readonly written: string;
  readonly lands: string;
  readonly value: JsonValue;
}

/** An object whose members merge each for itself: no reference, no directive. */
export function isPlainObject(value: JsonValue | undefined): value is JsonObject {
  return isObject(value) && Object.keys(value).every((key) => !key.startsWith('$') || key.startsWith('$$'));
}

export function plainMembers(object: JsonObject): PlainMember[] {
  return Object.keys(object).map((written) => ({
    written,
    lands: written.startsWith('$$') ? written.slice(1) : written,
    value: object[written] as JsonValue,
  }));
}
