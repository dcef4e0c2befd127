import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import { dialects } from '../dialects/dialects.ts';

export const importDrafts = ['draft-07', '2019-09', '2020-12'] as const;
export type ImportDraft = (typeof importDrafts)[number];

/** A schema that a tree was imported to, in another draft: only what stands beside a reference is written in another way. */
export function importedDraft(schema: JsonObject, draft: ImportDraft): JsonObject {
  const { uri, referenceStandsAlone } = dialects[draft];
  const whole = referenceStandsAlone ? (withLoneReferences(schema) as JsonObject) : schema;
  return { ...whole, $schema: referenceStandsAlone ? `${uri}#` : uri };
}

function withLoneReferences(schema: JsonValue): JsonValue {
  if (!isObject(schema)) return schema;
  const { $ref, properties, items, ...rest } = schema;
  const parts = {
    ...rest,
    ...(isObject(properties)
      ? { properties: Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, withLoneReferences(each)])) }
      : {}),
    ...(items === undefined || isArray(items) ? {} : { items: withLoneReferences(items) }),
  };
  if ($ref === undefined) return inOrder(schema, parts);
  return Object.keys(parts).length === 0 ? { $ref } : { ...parts, allOf: [{ $ref }] };
}

function inOrder(like: JsonObject, parts: JsonObject): JsonObject {
  return Object.fromEntries(Object.keys(like).map((key) => [key, member(parts, key) as JsonValue]));
}
