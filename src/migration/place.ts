import type { Path } from './step.ts';
import type { TreeNode } from './tree-node.ts';

/**
 * A value of a document seen through its directives.
 * `value`: the node is what it stands for. `unset`: the layer takes the inherited value away. `added`: the node is an array
 * whose elements are added to an inherited one. `reference`: the node is an object with `$ref`.
 */
export interface Place {
  readonly kind: 'value' | 'unset' | 'added' | 'reference';
  readonly node: TreeNode;
  /** Where it is in the data, directives left out. */
  readonly path: readonly string[];
  /** Other layers may have something to say at this place, and what is not here may be there. */
  readonly merges: boolean;
}

/** What a document is to its app; without it, data are data and no key means anything. */
export interface LayerView {
  readonly merges: boolean;
  readonly byKey: (path: readonly string[]) => boolean;
}

const arrayDirectives = ['$append', '$prepend', '$union'];

export function openPlace(node: TreeNode, path: readonly string[], merges: boolean, layer: LayerView | undefined): Place {
  const plain: Place = { kind: 'value', node, path, merges };
  if (layer === undefined || !node.isObject) return plain;
  if (node.has('$ref')) return { ...plain, kind: 'reference' };
  const replaced = node.size === 1 ? node.child('$replace') : undefined;
  if (replaced !== undefined) return openPlace(replaced, path, false, layer);
  if (node.has('$unset') && node.size === 1) return { ...plain, kind: 'unset' };
  const added = node.size === 1 ? arrayDirectives.map((key) => node.child(key)).find((child) => child !== undefined) : undefined;
  return added === undefined ? plain : { kind: 'added', node: added, path, merges };
}

/** How a key of the data is written in a document. */
export function writtenKey(key: string, layer: LayerView | undefined): string {
  return layer !== undefined && key.startsWith('$') ? `$${key}` : key;
}

/** The key of the data that is written so; undefined for directives, and for what is not part of the data. */
function dataKey(node: TreeNode, layer: LayerView | undefined): string | undefined {
  const { key } = node;
  if (layer === undefined) return key;
  if (key.startsWith('$')) return key.startsWith('$$') ? key.slice(1) : undefined;
  return key === '_id' && node.parent?.isRoot === true ? undefined : key;
}

/** The place of an entry; undefined where this document has none. */
export function entryOf(place: Place, key: string, layer: LayerView | undefined): Place | undefined {
  const { node, path } = place;
  if (place.kind === 'unset' || (layer !== undefined && key === '_id' && node.isRoot)) return undefined;
  const child = node.isArray ? node.child(key) : node.child(writtenKey(key, layer));
  return child === undefined ? undefined : openPlace(child, [...path, key], mergesBelow(place, layer), layer);
}

/** Elements that are told apart by a key merge with their namesakes; others are whole. */
function mergesBelow({ kind, node, path, merges }: Place, layer: LayerView | undefined): boolean {
  if (!merges || kind === 'added') return false;
  return !node.isArray || layer?.byKey(path) === true;
}

function* entriesOf(place: Place, layer: LayerView | undefined): Generator<Place> {
  if (place.kind === 'unset') return;
  for (const child of place.node.children()) {
    const key = place.node.isArray ? child.key : dataKey(child, layer);
    if (key !== undefined) yield openPlace(child, [...place.path, key], mergesBelow(place, layer), layer);
  }
}

/**
 * All places that a path leads to.
 *
 * @param through told of every reference that stands on the way, with whether the way ends there
 */
export function* placesAt(
  place: Place,
  path: Path,
  layer: LayerView | undefined,
  through: (place: Place) => void,
): Generator<Place> {
  const [token, ...rest] = path;
  if (token === undefined) {
    yield place;
    return;
  }
  if (place.kind === 'reference') through(place);
  if (token === null) {
    for (const entry of entriesOf(place, layer)) yield* placesAt(entry, rest, layer, through);
    return;
  }
  const entry = entryOf(place, token, layer);
  if (entry !== undefined) yield* placesAt(entry, rest, layer, through);
}
