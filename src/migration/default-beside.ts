import { defaultDocumentLimits } from '../documents/limits.ts';
import { parseDocument } from '../documents/parse-document.ts';
import { isObject, member, type JsonValue } from '../model/json.ts';
import { parsePointer, valueAt } from '../model/pointer.ts';
import type { Site, Source } from '../model/source.ts';

const read = new WeakMap<Source, JsonValue | undefined>();

/** The default that a schema has for a name, where both stand in one schema; undefined where it is somewhere else. @param site of the name in `required` */
export function defaultBeside({ source, pointer }: Site, name: string): JsonValue | undefined {
  const schema = valueAt(valueOf(source) ?? null, (parsePointer(pointer) ?? []).slice(0, -2));
  const properties = isObject(schema) ? member(schema, 'properties') : undefined;
  const property = isObject(properties) ? member(properties, name) : undefined;
  return isObject(property) && !Object.hasOwn(property, '$ref') ? member(property, 'default') : undefined;
}

function valueOf(source: Source): JsonValue | undefined {
  if (!read.has(source)) read.set(source, parseDocument(source, defaultDocumentLimits).value?.value);
  return read.get(source);
}
