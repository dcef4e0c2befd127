import { member, type JsonObject } from './json.ts';
import type { SchemaNode } from './schema-world.ts';

const nothing: JsonObject = {};

/** The keywords of a schema that count in its draft: up to draft-07 a `$ref` stands alone. */
export function spokenKeywords({ schema, draft }: SchemaNode): JsonObject {
  if (typeof schema === 'boolean') return nothing;
  const alone = isEarly(draft) && typeof member(schema, '$ref') === 'string';
  return alone ? { $ref: schema['$ref'] as string } : schema;
}

/** Drafts in which nothing beside `$ref` counts. */
export function isEarly(draft: SchemaNode['draft']): boolean {
  return draft === 'draft-04' || draft === 'draft-06' || draft === 'draft-07';
}

const annotations: ReadonlySet<string> = new Set([
  '$ref',
  '$comment',
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
]);

/** Whether a schema is a reference and what annotates it. */
export function isBareReference(node: SchemaNode): boolean {
  const keywords = Object.keys(spokenKeywords(node));
  return keywords.includes('$ref') && keywords.every((each) => annotations.has(each) || each.startsWith('x-'));
}
