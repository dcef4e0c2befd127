import { isArray, isObject, member } from '../../model/json.ts';
import type { SchemaNode } from '../../model/schema-world.ts';
import { anything } from './anything.ts';
import { evaluatedMembers } from './evaluated.ts';
import { keysOf } from './keys-of.ts';
import { isSince, spanOf, textsOf, type NodePart, type Reading } from './reading.ts';

export function readObjectParts(reading: Reading): NodePart[] {
  const { schema, node, at } = reading;
  const parts: NodePart[] = [...readMembers(reading), ...readDependents(reading)];
  const size = spanOf(schema, 'minProperties', 'maxProperties');
  if (size !== undefined) parts.push({ op: 'size', ...size });
  const required = member(schema, 'required');
  if (isArray(required) && required.length > 0) parts.push({ op: 'required', names: textsOf(required) });
  const name = isSince(node.draft, 'draft-06') ? at('propertyNames') : undefined;
  if (name !== undefined) parts.push({ op: 'names', name });
  if (isSince(node.draft, '2019-09')) parts.push(...readUnevaluated(reading));
  return parts;
}

function readMembers({ at, schema }: Reading): NodePart[] {
  const named = new Map(keysOf(member(schema, 'properties')).map((name) => [name, at('properties', name) ?? anything]));
  const patterns = keysOf(member(schema, 'patternProperties')).map(
    (pattern) => [pattern, at('patternProperties', pattern) ?? anything] as const,
  );
  const others = at('additionalProperties');
  return named.size === 0 && patterns.length === 0 && others === undefined ? [] : [{ op: 'members', named, patterns, others }];
}

/** All drafts take `dependencies`; two later keywords say the same apart. */
function readDependents({ schema, node, at }: Reading): NodePart[] {
  const keywords = isSince(node.draft, '2019-09') ? ['dependencies', 'dependentRequired', 'dependentSchemas'] : ['dependencies'];
  return keywords.flatMap((keyword) => {
    const map = member(schema, keyword);
    return keysOf(map).map((name): NodePart => {
      const names = isObject(map) ? member(map, name) : undefined;
      if (isArray(names)) return { op: 'dependent', name, names: textsOf(names), schema: undefined };
      return { op: 'dependent', name, names: new Set(), schema: at(keyword, name) };
    });
  });
}

/** What is known without a value is said as `additionalProperties`. */
function readUnevaluated({ world, node, at }: Reading): NodePart[] {
  const schema = at('unevaluatedProperties');
  if (schema === undefined) return [];
  const { least, most, isStatic } = evaluatedMembers(world, node);
  const parts: NodePart[] = [];
  if (!isStatic) {
    const surely = { names: least.names, patterns: least.patterns, count: 0 };
    parts.push({ op: 'unevaluated', where: 'members', schema, of: node, surely });
  }
  if (most.all) return parts;
  const named = new Map([...most.names].map((name): [string, SchemaNode] => [name, anything]));
  const patterns = [...most.patterns].map((pattern) => [pattern, anything] as const);
  return [...parts, { op: 'members', named, patterns, others: schema }];
}
