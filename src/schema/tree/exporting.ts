import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import { childPointer, type Pointer } from '../../model/pointer.ts';
import type { ReferenceNode, TreeNode, TreeProperty } from './schema-tree.ts';

export interface LostKeyword {
  /** Of the keyword, in the JSON Schema. */
  readonly pointer: Pointer;
  readonly keyword: string;
  readonly reason: string;
}

/** Where a node stands in the tree, and whether it is the schema of a property. */
export interface TreePlace {
  readonly pointer: Pointer;
  readonly depth: number;
  readonly inProperty: boolean;
}

/** A property whose default is to be tried on its node when the tree is whole. */
export interface DefaultToTry {
  readonly property: { -readonly [K in keyof TreeProperty]: TreeProperty[K] };
  readonly schema: JsonObject;
}

/** A reference that is to be followed when the tree is whole. */
export interface ReferenceToTry {
  readonly node: ReferenceNode;
  readonly schema: JsonObject;
}

/** Thrown out of an export that would not end, or not soon. */
export class TreeTooLarge extends Error {}

const MAX_DEPTH = 90;
const MAX_NODES = 50_000;

/** What an export knows on its way. */
export class Exporting {
  readonly root: JsonValue;
  readonly lost: LostKeyword[] = [];
  readonly defaults: DefaultToTry[] = [];
  readonly references: ReferenceToTry[] = [];
  /** For schemas that references lead to, where the tree has them. */
  readonly written = new Map<Pointer, Pointer>();
  readonly #places = new Map<JsonValue, Pointer>();
  /** For a schema that was put together from an `allOf`, its parts. */
  readonly #parts = new Map<JsonValue, readonly JsonObject[]>();
  #nodes = 0;

  constructor(root: JsonValue) {
    this.root = root;
    this.#note(root, '', 0);
  }

  enter({ depth }: TreePlace): void {
    if (++this.#nodes > MAX_NODES) throw new TreeTooLarge(`its tree has more than ${MAX_NODES} nodes`);
    if (depth > MAX_DEPTH) throw new TreeTooLarge(`its tree is nested more than ${MAX_DEPTH} deep`);
  }

  /** Keywords of a schema that was put together are reported where they were written. */
  merged(schema: JsonObject, from: JsonObject): void {
    const parts = member(from, 'allOf');
    this.#parts.set(schema, [...(this.#parts.get(from) ?? [from]), ...(isArray(parts) ? parts.filter(isObject) : [])]);
    this.#places.set(schema, this.#places.get(from) ?? '');
  }

  /**
   * @param keyword reported where it stands, or at the schema where its absence is what gets lost
   * @param key a member of the keyword's value
   */
  lose(schema: JsonObject, keyword: string, reason: string, key?: string): void {
    const holds = (part: JsonObject): boolean => {
      const value = member(part, keyword);
      return value !== undefined && (key === undefined || (isObject(value) && Object.hasOwn(value, key)));
    };
    const holder = (this.#parts.get(schema) ?? [schema]).find(holds);
    const at = this.#places.get(holder ?? schema) ?? '';
    const pointer = holder === undefined ? at : childPointer(at, keyword);
    this.lost.push({ pointer: key === undefined ? pointer : childPointer(pointer, key), keyword, reason });
  }

  /** A schema that is `false`, where no keyword holds it. */
  loseNothing(): void {
    this.lost.push({ pointer: '', keyword: 'false', reason: 'a tree has no node that accepts nothing' });
  }

  #note(value: JsonValue, pointer: Pointer, depth: number): void {
    if (typeof value !== 'object' || value === null || this.#places.has(value)) return;
    if (depth > 4 * MAX_DEPTH) throw new TreeTooLarge('it is nested too deep');
    this.#places.set(value, pointer);
    for (const key of Object.keys(value))
      this.#note((value as JsonObject)[key] as JsonValue, childPointer(pointer, key), depth + 1);
  }
}

/** The type of an object or array, stated or shown by its keywords; undefined for everything that becomes a leaf. */
export function containerType(schema: JsonObject): 'object' | 'array' | undefined {
  const stated = member(schema, 'type');
  const types = isArray(stated) ? stated.filter((each) => each !== 'null') : [stated];
  const [type] = types;
  if (types.length === 1 && (type === 'object' || type === 'array')) return type;
  if (stated !== undefined) return undefined;
  if (isObject(member(schema, 'properties'))) return 'object';
  return Object.hasOwn(schema, 'items') ? 'array' : undefined;
}

export type ExportNode = (exporting: Exporting, schema: JsonValue, place: TreePlace) => TreeNode;
