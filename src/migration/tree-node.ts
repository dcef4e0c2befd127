import { compareKeys } from '../model/canonical-json.ts';
import { isArray, isObject, setMember, type JsonPrimitive, type JsonValue } from '../model/json.ts';
import { childPointer, type Pointer } from '../model/pointer.ts';

type Children = Map<string, TreeNode>;

/**
 * A value that is being migrated. It knows where it was in the value as given, wherever it has gone since, and is taken
 * apart only where somebody looks: what no step concerns is shared with the result.
 */
export class TreeNode {
  /** Where it was at first; undefined for what a step has added. */
  readonly origin: Pointer | undefined;
  #parent: TreeNode | undefined;
  #key: string;
  #value: JsonValue;
  #children: Children | undefined;

  constructor(value: JsonValue, origin?: Pointer, parent?: TreeNode, key = '') {
    this.#value = value;
    this.origin = origin;
    this.#parent = parent;
    this.#key = key;
  }

  /** The root of a tree: it is a member of a node that stands outside of the tree, so that it can be replaced. */
  static root(value: JsonValue): TreeNode {
    const outside = new TreeNode({}, undefined);
    const root = new TreeNode(value, '', outside);
    outside.#childMap().set('', root);
    return root;
  }

  get parent(): TreeNode | undefined {
    return this.#parent;
  }

  get key(): string {
    return this.#key;
  }

  get isObject(): boolean {
    return isObject(this.#value);
  }

  get isArray(): boolean {
    return isArray(this.#value);
  }

  /** Undefined for objects and arrays. */
  get scalar(): JsonPrimitive | undefined {
    return typeof this.#value === 'object' && this.#value !== null ? undefined : this.#value;
  }

  get size(): number {
    return (
      this.#children?.size ?? (typeof this.#value === 'object' && this.#value !== null ? Object.keys(this.#value).length : 0)
    );
  }

  /** The root has no keys on its way. */
  get path(): readonly string[] {
    const parent = this.#parent;
    return parent === undefined || parent.isOutside ? [] : [...parent.path, this.#key];
  }

  get isRoot(): boolean {
    return this.#parent?.isOutside === true;
  }

  get isOutside(): boolean {
    return this.#parent === undefined;
  }

  /** Whether the other node is this one, or around it. */
  isBelow(root: TreeNode): boolean {
    return root === this || this.#parent?.isBelow(root) === true;
  }

  has(key: string): boolean {
    return this.child(key) !== undefined;
  }

  child(key: string): TreeNode | undefined {
    return typeof this.#value === 'object' && this.#value !== null ? this.#childMap().get(key) : undefined;
  }

  /** Members or elements; a copy, so that the tree may change meanwhile. */
  children(): readonly TreeNode[] {
    return typeof this.#value === 'object' && this.#value !== null ? [...this.#childMap().values()] : [];
  }

  setScalar(value: JsonPrimitive): void {
    this.#value = value;
    this.#children = undefined;
  }

  put(key: string, node: TreeNode): void {
    node.#parent = this;
    node.#key = key;
    this.#childMap().set(key, node);
  }

  take(key: string): TreeNode | undefined {
    const node = this.child(key);
    if (node === undefined) return undefined;
    this.#childMap().delete(key);
    node.#parent = undefined;
    return node;
  }

  /** The other node stands where this one stood. */
  replaceBy(node: TreeNode): void {
    const parent = this.#parent as TreeNode;
    const key = this.#key;
    this.#parent = undefined;
    parent.put(key, node);
  }

  /** Keys in code-unit order. */
  toJson(): JsonValue {
    const children = this.#children;
    if (children === undefined) return this.#value;
    if (this.isArray) return Array.from(children.values(), (child) => child.toJson());
    const object: Record<string, JsonValue> = {};
    for (const key of [...children.keys()].sort(compareKeys)) setMember(object, key, (children.get(key) as TreeNode).toJson());
    return object;
  }

  #childMap(): Children {
    if (this.#children !== undefined) return this.#children;
    const children: Children = new Map();
    const { origin } = this;
    for (const [key, value] of Object.entries(this.#value as object) as [string, JsonValue][])
      children.set(key, new TreeNode(value, origin === undefined ? undefined : childPointer(origin, key), this, key));
    this.#children = children;
    return children;
  }
}
