import { canonicalJson } from '../../model/canonical-json.ts';
import { isArray, isObject, member, type JsonValue } from '../../model/json.ts';
import type { SchemaNode, SchemaWorld } from '../../model/schema-world.ts';
import { readArrayParts } from './read-array-parts.ts';
import { readLogicParts } from './read-logic-parts.ts';
import { readNumberParts } from './read-number-parts.ts';
import { readObjectParts } from './read-object-parts.ts';
import { isSince, spanOf, textsOf, type NodePart, type Reading } from './reading.ts';
import { maskOfName } from './type-mask.ts';

/** The conjunction that a schema is, whatever draft it is written in. Keywords that its draft does not know say nothing. */
export function readParts(world: SchemaWorld, node: SchemaNode, fingerprint: () => string): NodePart[] {
  const { schema } = node;
  if (!isObject(schema)) return schema ? [] : [{ op: 'never' }];
  const reading: Reading = { world, node, schema, fingerprint, at: (...tokens) => world.child(node, tokens) };
  const references = readReferences(reading);
  // Up to draft-07 nothing beside a reference counts.
  if (!isSince(node.draft, '2019-09') && typeof member(schema, '$ref') === 'string') return references;
  return [
    ...references,
    ...readValueParts(reading),
    ...readNumberParts(reading),
    ...readTextParts(reading),
    ...readArrayParts(reading),
    ...readObjectParts(reading),
    ...readLogicParts(reading),
  ];
}

function readReferences({ world, node, schema, fingerprint }: Reading): NodePart[] {
  const keywords = isSince(node.draft, '2019-09')
    ? (['$ref', node.draft === '2019-09' ? '$recursiveRef' : '$dynamicRef'] as const)
    : (['$ref'] as const);
  return keywords.flatMap((keyword): NodePart[] => {
    if (typeof member(schema, keyword) !== 'string') return [];
    const target = world.target(node, keyword);
    if (target !== undefined && !target.isDynamic) return [{ op: 'schema', schema: target.node }];
    // Where it leads depends on the way here: it means the same only at the same place of the same schemas.
    return [{ op: 'opaque', key: `${keyword} ${nameOf(world, node)}#${node.pointer} ${fingerprint()}` }];
  });
}

/** The document of a whole schema has another name in each version. */
export function nameOf(world: SchemaWorld, { document }: SchemaNode): string {
  return document === world.root.document ? '' : document;
}

function readValueParts({ schema, node }: Reading): NodePart[] {
  const parts: NodePart[] = [];
  const type = member(schema, 'type');
  if (type !== undefined) {
    const names = isArray(type) ? type : [type];
    parts.push({ op: 'types', mask: names.reduce<number>((mask, name) => mask | maskOfName(name), 0) });
  }
  const values = member(schema, 'enum');
  if (isArray(values)) parts.push(oneOfValues(values));
  const constant = member(schema, 'const');
  if (constant !== undefined && isSince(node.draft, 'draft-06')) parts.push(oneOfValues([constant]));
  const environments = member(schema, 'x-confman-allowed-environments');
  if (isArray(environments)) parts.push({ op: 'environments', names: textsOf(environments) });
  if (member(schema, 'x-confman-secret-ref') === true) parts.push({ op: 'secret' });
  return parts;
}

export function oneOfValues(values: readonly JsonValue[]): NodePart {
  const byKey = new Map(values.map((value) => [canonicalJson(value), value]));
  return byKey.size === 0 ? { op: 'never' } : { op: 'enum', values: [...byKey.values()], keys: new Set(byKey.keys()) };
}

function readTextParts({ world, schema }: Reading): NodePart[] {
  const parts: NodePart[] = [];
  const length = spanOf(schema, 'minLength', 'maxLength');
  if (length !== undefined) parts.push({ op: 'length', ...length });
  const pattern = member(schema, 'pattern');
  if (typeof pattern === 'string') parts.push({ op: 'pattern', pattern });
  const format = member(schema, 'format');
  if (typeof format === 'string' && world.checks.format(format) !== undefined) parts.push({ op: 'format', name: format });
  if (member(schema, 'contentEncoding') === 'base64') parts.push({ op: 'base64' });
  return parts;
}
