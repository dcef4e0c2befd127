import type { SchemaNode, SchemaWorld } from '../../model/schema-world.ts';
import { speaks } from './speaks.ts';
import { sideOf } from './side.ts';

/** Keywords that refuse nothing by themselves. */
const silent: ReadonlySet<string> = new Set([
  '$schema',
  '$id',
  'id',
  '$ref',
  '$anchor',
  '$dynamicAnchor',
  '$recursiveAnchor',
  '$comment',
  '$defs',
  'definitions',
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  'allOf',
  'contentMediaType',
  'contentSchema',
  'x-confman-deprecated',
  'x-confman-message',
  'x-confman-unit',
  'x-unit',
  'x-confman-merge',
  'x-confman-immutable',
  'x-confman-renamed-from',
  'x-confman-rotation-days',
  'x-schema-tree',
]);

/** Whether schemas surely accept every value. */
export function isTrivial(world: SchemaWorld, nodes: readonly SchemaNode[]): boolean {
  if (nodes.every(({ schema }) => schema === true)) return true;
  const { conjuncts, isFalse, loose } = sideOf(world, nodes);
  if (isFalse || loose.length > 0) return false;
  return conjuncts.every(({ schema, node }) =>
    Object.keys(schema).every((keyword) => silent.has(keyword) || !speaks(node.draft, keyword)),
  );
}
