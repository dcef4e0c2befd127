import { isArray, member } from '../../model/json.ts';
import type { SchemaNode } from '../../model/schema-world.ts';
import { isSince, spanOf, type NodePart, type Reading } from './reading.ts';
import { evaluatedElements } from './evaluated.ts';
import { anything } from './anything.ts';

export function readArrayParts(reading: Reading): NodePart[] {
  const { schema, node } = reading;
  const parts: NodePart[] = [...readItems(reading), ...readContains(reading)];
  const count = spanOf(schema, 'minItems', 'maxItems');
  if (count !== undefined) parts.push({ op: 'count', ...count });
  if (member(schema, 'uniqueItems') === true) parts.push({ op: 'unique' });
  if (isSince(node.draft, '2019-09')) parts.push(...readUnevaluated(reading));
  return parts;
}

function readItems({ schema, node, at }: Reading): NodePart[] {
  const isNewest = node.draft === '2020-12';
  const list = member(schema, isNewest ? 'prefixItems' : 'items');
  const prefix = isArray(list) ? list.map((_, i) => at(isNewest ? 'prefixItems' : 'items', String(i)) ?? anything) : [];
  const rest = isNewest || !isArray(list) ? at('items') : at('additionalItems');
  return prefix.length === 0 && rest === undefined ? [] : [{ op: 'items', prefix, rest }];
}

function readContains({ schema, node, at }: Reading): NodePart[] {
  const item = isSince(node.draft, 'draft-06') ? at('contains') : undefined;
  if (item === undefined) return [];
  const isCounted = isSince(node.draft, '2019-09');
  const [least, most] = [member(schema, 'minContains'), member(schema, 'maxContains')];
  const min = isCounted && typeof least === 'number' ? least : 1;
  const max = isCounted && typeof most === 'number' ? most : Infinity;
  const evaluates = node.draft === '2020-12';
  if (min <= 0 && max === Infinity && !evaluates) return [];
  return [{ op: 'contains', item, evaluates, min: Math.max(0, min), max }];
}

/** What is known without a value is said as `items`. */
function readUnevaluated({ world, node, at }: Reading): NodePart[] {
  const schema = at('unevaluatedItems');
  if (schema === undefined) return [];
  const { least, most, isStatic } = evaluatedElements(world, node);
  const parts: NodePart[] = [];
  if (!isStatic) {
    const surely = { names: new Set<string>(), patterns: new Set<string>(), count: least };
    parts.push({ op: 'unevaluated', where: 'elements', schema, of: node, surely });
  }
  if (most === Infinity) return parts;
  const prefix = Array.from<SchemaNode>({ length: most }).fill(anything);
  return [...parts, { op: 'items', prefix, rest: schema }];
}
