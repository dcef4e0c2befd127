import { compareKeys } from '../../model/canonical-json.ts';
import type { SchemaNode } from '../../model/schema-world.ts';
import { partKey } from './part-key.ts';
import type { Shape } from './shape.ts';

/** Rounds times schemas; beyond that equal schemas are not recognised as such, which only costs later. */
const MAX_WORK = 400_000;

/**
 * Colours recursive schemas so that equal colours mean equal schemas: all begin equal, and are told apart by their own keywords
 * and by the colours of what they hold, until a round tells no more apart.
 *
 * @param classOf of schemas that are not recursive
 */
export function colourCycles(
  shapes: readonly Shape[],
  classOf: (node: SchemaNode) => number | undefined,
): ReadonlyMap<SchemaNode, number> {
  let colours = new Map<SchemaNode, number>(shapes.map(({ node }) => [node, 0]));
  let count = 1;
  for (let work = shapes.length; work <= MAX_WORK; work += shapes.length) {
    const names = new Map<string, number>();
    const next = new Map<SchemaNode, number>();
    const keyOf = (child: SchemaNode): string => `${classOf(child) ?? `c${colours.get(child)}`}`;
    for (const { node, parts } of shapes) {
      const own = [...new Set(parts.map((part) => partKey(part, keyOf)))].sort(compareKeys);
      const key = `${colours.get(node)}\n${own.join('\n')}`;
      const colour = names.get(key) ?? names.size;
      names.set(key, colour);
      next.set(node, colour);
    }
    colours = next;
    if (names.size === count) return colours;
    count = names.size;
  }
  return new Map(shapes.map(({ node }, i) => [node, i]));
}
