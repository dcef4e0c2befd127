import { isArray, member, type JsonObject, type JsonValue } from '../model/json.ts';
import type { ValueChecks } from '../model/schema-world.ts';

const MAX_TEXT = 2000;

/** What a reader of the types should know of a value, a line each. */
export function schemaDoc(schema: JsonObject, { isSecret }: ValueChecks): string[] {
  const [title, description, unit] = ['title', 'description', 'x-confman-unit'].map((keyword) => textOf(schema, keyword));
  const lines = [title, description === title ? undefined : description, unit === undefined ? undefined : `Unit: ${unit}`];
  return [...lines.filter((line) => line !== undefined), ...defaultLine(schema, isSecret), ...deprecation(schema)];
}

function textOf(schema: JsonObject, keyword: string): string | undefined {
  const text = member(schema, keyword);
  if (typeof text !== 'string' || text.trim() === '') return undefined;
  const words = text.slice(0, MAX_TEXT).trim();
  return words.replace(/(^|\s)@/g, '$1(at)');
}

/** A default beside a reference could be a secret that the reference leads to. */
function defaultLine(schema: JsonObject, isReference: ValueChecks['isSecret']): string[] {
  const value = member(schema, 'default');
  const isPlain = !['$ref', '$dynamicRef', '$recursiveRef', 'allOf', 'anyOf', 'oneOf'].some((each) =>
    Object.hasOwn(schema, each),
  );
  const isSecret = member(schema, 'x-confman-secret-ref') === true || (typeof value === 'string' && isReference(value));
  return value === undefined || !isPlain || isSecret || !isShort(value) ? [] : [`@default ${JSON.stringify(value)}`];
}

function isShort(value: JsonValue): boolean {
  if (isArray(value)) return value.length === 0;
  return value === null || typeof value !== 'object' ? JSON.stringify(value).length <= 80 : false;
}

function deprecation(schema: JsonObject): string[] {
  const stated = member(schema, 'x-confman-deprecated');
  if (typeof stated === 'string') return [`@deprecated ${stated}`];
  return stated === true || member(schema, 'deprecated') === true ? ['@deprecated'] : [];
}
