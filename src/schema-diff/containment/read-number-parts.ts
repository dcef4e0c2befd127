import { member } from '../../model/json.ts';
import { isSince, type NodePart, type Reading } from './reading.ts';

export function readNumberParts({ schema, node }: Reading): NodePart[] {
  const parts: NodePart[] = [];
  const isOldest = !isSince(node.draft, 'draft-06');
  for (const [op, inclusive, exclusive] of [
    ['least', 'minimum', 'exclusiveMinimum'],
    ['most', 'maximum', 'exclusiveMaximum'],
  ] as const) {
    const bound = member(schema, inclusive);
    const edge = member(schema, exclusive);
    // Draft-04 has a flag where later drafts have a bound of its own.
    if (typeof bound === 'number') parts.push({ op, value: bound, exclusive: isOldest && edge === true });
    if (typeof edge === 'number' && !isOldest) parts.push({ op, value: edge, exclusive: true });
  }
  const divisor = member(schema, 'multipleOf');
  if (typeof divisor === 'number') parts.push({ op: 'multiple', of: divisor });
  return parts;
}
