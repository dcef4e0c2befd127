import {
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  YAMLSeq,
  type Document,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { unreachable } from '../../model/unreachable.ts';
import { dissolveAliases, READ } from './edit-yaml-document.ts';
import type { Rewrite } from './rewrite.ts';

type Item = Pair<Node, Node | null>;
type Map = YAMLMap<Node, Node | null>;
type Move = Extract<Rewrite, { readonly op: 'move' }>;

/**
 * The text as the library writes its document after some rewrites: entries go with their comments, blanks may change.
 * Undefined where a path leads nowhere, or through an alias.
 *
 * @param dissolve write out aliases and merges before
 */
export function rewriteYamlDocument(text: string, rewrites: readonly Rewrite[], dissolve: boolean): string | undefined {
  const document = parseDocument(text, READ);
  if (dissolve) dissolveAliases(document);
  const moved: (readonly [Move, Item])[] = [];
  for (const rewrite of rewrites) {
    if (rewrite.op !== 'move') {
      if (!change(document, rewrite)) return undefined;
      continue;
    }
    const pair = takeMoved(document, rewrite);
    if (pair === undefined) return undefined;
    moved.push([rewrite, pair]);
  }
  for (const [move, pair] of moved) if (!putMoved(document, move, pair)) return undefined;
  return document.toString({ lineWidth: 0, flowCollectionPadding: /[[{] /.test(text) });
}

function nodeAt(document: Document, path: readonly string[]): unknown {
  return path.length === 0 ? document.contents : document.getIn(path, true);
}

function pairIn(map: unknown, key: string): Item | undefined {
  return isMap(map) ? (map as Map).items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
}

function change(document: Document, rewrite: Exclude<Rewrite, Move>): boolean {
  const node = nodeAt(document, rewrite.path);
  switch (rewrite.op) {
    case 'rename': {
      const pair = pairIn(node, rewrite.at);
      if (pair !== undefined) setKey(pair, rewrite.to);
      return pair !== undefined;
    }
    case 'remove':
      return isMap(node) && node.delete(rewrite.at);
    case 'add':
      if (isMap(node)) node.set(rewrite.at, document.createNode(rewrite.value));
      return isMap(node);
    case 'replace':
      if (!isScalar(node)) return false;
      delete node.source;
      node.value = rewrite.value;
      return true;
    case 'enclose':
      return put(document, rewrite.path, enclosed(document, node, rewrite.key));
    case 'unwrap':
      return isSeq(node) && put(document, rewrite.path, unwrapped(node as YAMLSeq<Node>));
    default:
      return unreachable(rewrite);
  }
}

function setKey({ key }: Item, name: string): void {
  const scalar = key as Scalar;
  delete scalar.source;
  scalar.value = name;
}

function enclosed(document: Document, node: unknown, key: string | undefined): unknown {
  if (key !== undefined) {
    const map = document.createNode({}) as unknown as Map;
    map.items.push(document.createPair(key, node));
    return map;
  }
  const list = new YAMLSeq<unknown>(document.schema);
  list.items.push(node);
  list.flow = isScalar(node);
  return list;
}

/** The first element, with what is said about the list. */
function unwrapped({ items, commentBefore, comment }: YAMLSeq<Node>): Node | undefined {
  const [element] = items;
  if (element === undefined) return undefined;
  const before = [commentBefore, element.commentBefore].filter((each) => each != null);
  const after = [element.comment, comment].filter((each) => each != null);
  if (before.length > 0) element.commentBefore = before.join('\n');
  if (after.length > 0) element.comment = after.join('\n');
  return element;
}

function put(document: Document, path: readonly string[], node: unknown): boolean {
  const key = path.at(-1);
  if (key === undefined) {
    Object.assign(document, { contents: node ?? null });
    return true;
  }
  const parent = nodeAt(document, path.slice(0, -1));
  if (isSeq(parent)) parent.items[Number(key)] = node;
  const pair = pairIn(parent, key);
  if (pair !== undefined) pair.value = node as Node;
  return isSeq(parent) || pair !== undefined;
}

function takeMoved(document: Document, { path, at, emptied }: Move): Item | undefined {
  const pair = pairIn(nodeAt(document, path), at);
  const [outer, key] = emptied === 0 ? [path, at] : [path.slice(0, -emptied), path.at(-emptied) as string];
  const parent = nodeAt(document, outer);
  if (pair === undefined || !isMap(parent)) return undefined;
  if (emptied > 0) keepComments(pairIn(parent, key) as Item, pair);
  return parent.delete(key) ? pair : undefined;
}

/** What is said about objects that go is said about what they held. */
function keepComments(outer: Item, pair: Item): void {
  const comments: string[] = [];
  let at: Item | undefined = outer;
  while (at !== undefined && at !== pair) {
    for (const node of [at.key, at.value])
      for (const comment of [node?.commentBefore, node?.comment]) if (typeof comment === 'string') comments.push(comment);
    at = isMap(at.value) ? (at.value as Map).items[0] : undefined;
  }
  const own = pair.key.commentBefore;
  if (comments.length > 0) pair.key.commentBefore = [...comments, ...(typeof own === 'string' ? [own] : [])].join('\n');
}

function putMoved(document: Document, { to, keys }: Move, pair: Item): boolean {
  let map = nodeAt(document, to);
  for (const key of keys.slice(0, -1)) {
    if (!isMap(map)) return false;
    const made = document.createNode({}) as unknown as Map;
    map.set(key, made);
    map = made;
  }
  if (!isMap(map)) return false;
  setKey(pair, keys.at(-1) as string);
  (map as Map).items.push(pair);
  return true;
}
