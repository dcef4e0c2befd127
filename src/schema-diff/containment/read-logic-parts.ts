import { isArray, member } from '../../model/json.ts';
import type { SchemaNode } from '../../model/schema-world.ts';
import { isSince, type NodePart, type Reading } from './reading.ts';

export function readLogicParts(reading: Reading): NodePart[] {
  const { node, at } = reading;
  const parts: NodePart[] = listed(reading, 'allOf').map((schema) => ({ op: 'schema', schema }));
  for (const [op, keyword] of [
    ['any', 'anyOf'],
    ['one', 'oneOf'],
  ] as const) {
    const schemas = listed(reading, keyword);
    if (schemas.length === 1) parts.push({ op: 'schema', schema: schemas[0] as SchemaNode });
    else if (schemas.length > 0) parts.push({ op, schemas });
  }
  const inverse = at('not');
  if (inverse !== undefined) parts.push({ op: 'not', schema: inverse });
  const condition = isSince(node.draft, 'draft-07') ? at('if') : undefined;
  const [then, otherwise] = [at('then'), at('else')];
  // Alone it judges nothing, but since 2019-09 what it accepts is evaluated.
  const says = then !== undefined || otherwise !== undefined || isSince(node.draft, '2019-09');
  if (condition !== undefined && says) {
    parts.push({ op: 'if', condition, then, otherwise });
  }
  return parts;
}

export function listed({ schema, at }: Pick<Reading, 'schema' | 'at'>, keyword: string): SchemaNode[] {
  const list = member(schema, keyword);
  return isArray(list) ? list.flatMap((_, i) => at(keyword, String(i)) ?? []) : [];
}
