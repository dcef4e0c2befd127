import { isAlias, isMap, isScalar, isSeq, type Alias, type Node, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { DiagnosticCode } from '../diagnostics/codes.ts';
import { compareKeys } from '../model/canonical-json.ts';
import { isObject, type JsonPrimitive, type JsonValue } from '../model/json.ts';
import { childPointer, type Pointer } from '../model/pointer.ts';
import type { Span } from '../model/source.ts';
import { hasLoneSurrogate } from './characters.ts';
import type { ArgsOf, FindingList, FindingWhere } from './finding-list.ts';
import { hints } from './hints.ts';
import { FORBIDDEN_KEY, keyFlags } from './key-cache.ts';
import type { LayoutNode } from './layout.ts';
import { numberFault } from './number-check.ts';
import { shortened } from './words.ts';

/** A value with its place. `size` and `height` count all values in it, aliases unfolded. */
export interface YamlValue {
  readonly value: JsonValue;
  readonly layout: LayoutNode;
  readonly size: number;
  readonly height: number;
}

/** Where a value stands: its pointer, how deep, and the key that it is under. */
interface Position {
  readonly pointer: Pointer;
  readonly depth: number;
  readonly key?: string | undefined;
  readonly keySpan?: Span | undefined;
}

interface YamlLimits {
  readonly depth: number;
  readonly aliasedValues: number;
}

type Members = Map<string, { readonly value: JsonValue; readonly layout: LayoutNode }>;

const NO_SPAN: Span = { start: -1, end: -1 };

/** Turns the nodes of a YAML document into a JSON value with positions. Aliases share what they refer to. */
export class YamlReader {
  readonly #text: string;
  readonly #limits: YamlLimits;
  readonly #findings: FindingList;
  /** Undefined while the anchor's own value is being read. */
  readonly #anchors = new Map<string, YamlValue | undefined>();
  #unfolded = 0;
  keyFlags = 0;

  constructor(text: string, limits: YamlLimits, findings: FindingList) {
    this.#text = text;
    this.#limits = limits;
    this.#findings = findings;
  }

  read(node: Node | null, at: Position): YamlValue {
    if (node === null) return leaf(null, NO_SPAN, at);
    if (isAlias(node)) return this.#readAlias(node, at);
    const { anchor } = node;
    if (anchor !== undefined) this.#anchors.set(anchor, undefined);
    const read = this.#readNode(node, at);
    if (anchor !== undefined) this.#anchors.set(anchor, read);
    return read;
  }

  #readNode(node: Node, at: Position): YamlValue {
    if (isMap(node)) return this.#readMap(node as YAMLMap<Node, Node | null>, at);
    if (isSeq(node)) return this.#readSequence(node as YAMLSeq<Node>, at);
    return leaf(isScalar(node) ? this.#readScalar(node, at) : null, spanOf(node), at);
  }

  #readSequence(node: YAMLSeq<Node>, at: Position): YamlValue {
    const items = node.items.map((item, i) => this.read(item, { pointer: childPointer(at.pointer, i), depth: at.depth + 1 }));
    const layout = layoutNode(
      'array',
      spanOf(node),
      at,
      items.map((item) => item.layout),
    );
    return { value: items.map((item) => item.value), layout, ...measure(items) };
  }

  #readMap(node: YAMLMap<Node, Node | null>, at: Position): YamlValue {
    const members: Members = new Map();
    const read: YamlValue[] = [];
    const merged: YamlValue[] = [];
    for (const { key: keyNode, value: valueNode } of node.items) {
      const keySpan = spanOf(keyNode);
      const key = this.#readKey(keyNode, at);
      const position = { pointer: childPointer(at.pointer, key ?? ''), depth: at.depth + 1, key, keySpan };
      if (isMergeKey(keyNode)) merged.push(...this.#readMerged(valueNode, position));
      else {
        const value = this.read(valueNode, position);
        read.push(value);
        if (key !== undefined) this.#addMember(members, key, value, position);
      }
    }
    for (const source of merged) inherit(members, source);
    const sorted = [...members].sort(([a], [b]) => compareKeys(a, b));
    const value: Record<string, JsonValue> = {};
    for (const [key, member] of sorted) if ((keyFlags(key) & FORBIDDEN_KEY) === 0) value[key] = member.value;
    const layout = layoutNode(
      'object',
      spanOf(node),
      at,
      [...members.values()].map((member) => member.layout),
    );
    return { value, layout, ...measure([...read, ...merged]) };
  }

  #addMember(members: Members, key: string, { value, layout }: YamlValue, { pointer, keySpan = NO_SPAN }: Position): void {
    const flags = keyFlags(key);
    const first = members.get(key);
    this.keyFlags |= flags;
    if (first !== undefined) {
      const { keyStart: start, keyEnd: end } = first.layout;
      const where = { hint: hints.duplicateKey, related: { span: { start, end }, message: 'first used here' } };
      this.#report('documents/duplicate-key', { key }, keySpan, pointer, where);
    }
    if ((flags & FORBIDDEN_KEY) !== 0)
      this.#report('documents/forbidden-key', { key }, keySpan, pointer, { hint: hints.forbiddenKey });
    members.set(key, { value, layout });
  }

  /** Keys are strings as in JSON. What the core schema reads as something else would be another key in another parser. */
  #readKey(node: Node, at: Position): string | undefined {
    const { value } = this.read(node, at);
    if (isScalar(node) && typeof value === 'string') return value;
    const text = shortened(this.#text.slice(spanOf(node).start, spanOf(node).end));
    const hint = isScalar(node) && text !== '' ? `Quote the key: ${JSON.stringify(text)}` : 'Write the key as a string';
    this.#report('documents/yaml-key', { kind: kindOf(node, value) }, spanOf(node), at.pointer, { hint });
    return undefined;
  }

  /** The mappings that a merge key takes, nearest first. */
  #readMerged(node: Node | null, at: Position): YamlValue[] {
    const nodes = isSeq(node) ? (node as YAMLSeq<Node>).items : [node];
    return nodes.flatMap((item) => {
      const read = this.read(item, { ...at, depth: at.depth - 1 });
      if (isObject(read.value)) return [read];
      const hint = 'Take an alias of a mapping, or a sequence of such aliases';
      this.#report(
        'documents/yaml-merge',
        { kind: kindOf(item, read.value) },
        item === null ? NO_SPAN : spanOf(item),
        at.pointer,
        { hint },
      );
      return [];
    });
  }

  #readAlias(node: Alias, at: Position): YamlValue {
    const span = spanOf(node);
    const target = this.#anchors.get(node.source);
    const lost = this.#aliasFault(node, target, at);
    if (target === undefined || lost) return leaf(null, span, at);
    const { kind, children } = target.layout;
    return { ...target, layout: layoutNode(kind, span, at, children) };
  }

  #aliasFault({ source: name, ...node }: Alias, target: YamlValue | undefined, at: Position): boolean {
    const span = spanOf(node);
    if (target === undefined) {
      const inside = this.#anchors.has(name);
      const reason = inside ? 'is part of the value that it refers to' : 'has no anchor before it';
      const hint = inside
        ? 'Remove the alias, or move the anchor'
        : `Set an anchor &${shortened(name)} before it, or quote it if it is text`;
      this.#report('documents/yaml-alias', { name: shortened(name), reason }, span, at.pointer, { hint });
    } else if (at.depth + target.height > this.#limits.depth) {
      this.#report('documents/too-deep', { limit: this.#limits.depth }, span, at.pointer, { hint: hints.tooDeep });
    } else return this.#exceeds(target.size, span, at);
    return true;
  }

  /** Reported once, where the limit is passed. */
  #exceeds(size: number, span: Span, { pointer }: Position): boolean {
    const { aliasedValues: limit } = this.#limits;
    const before = this.#unfolded;
    this.#unfolded += size;
    if (this.#unfolded <= limit) return false;
    const hint = 'Write the values out, or move the shared part to a document of its own';
    if (before <= limit) this.#report('documents/yaml-expansion', { limit }, span, pointer, { hint });
    return true;
  }

  #readScalar(node: Scalar, at: Position): JsonPrimitive {
    const { value } = node;
    const span = spanOf(node);
    if (typeof value === 'string') {
      if (hasLoneSurrogate(value)) this.#report('documents/lone-surrogate', {}, span, at.pointer, { hint: hints.loneSurrogate });
      return value;
    }
    if (typeof value !== 'number') return typeof value === 'boolean' ? value : null;
    const word = node.source ?? String(value);
    const fault = numberFault(word, value);
    if (fault !== undefined) {
      const { hint } = fault;
      const text = shortened(word);
      if (fault.code !== 'documents/inexact-integer') this.#report(fault.code, { text }, span, at.pointer, { hint });
      else this.#report(fault.code, { text, nearest: fault.nearest }, span, at.pointer, { hint });
    }
    return value === 0 ? 0 : value;
  }

  #report<C extends DiagnosticCode>(code: C, args: ArgsOf<C>, span: Span, pointer: Pointer, where?: FindingWhere): void {
    this.#findings.add(code, args, span, pointer, where);
  }
}

function isMergeKey(node: Node): boolean {
  return isScalar(node) && node.value === '<<' && node.type === 'PLAIN' && node.tag === undefined;
}

function inherit(members: Members, { value, layout }: YamlValue): void {
  if (!isObject(value)) return;
  for (const child of layout.children) {
    const { key } = child;
    if (key !== undefined && !members.has(key)) members.set(key, { value: value[key] ?? null, layout: child });
  }
}

function measure(parts: readonly YamlValue[]): { readonly size: number; readonly height: number } {
  let size = 1;
  let height = 0;
  for (const part of parts) {
    size += part.size;
    height = Math.max(height, part.height);
  }
  return { size, height: height + 1 };
}

function leaf(value: JsonPrimitive, span: Span, at: Position): YamlValue {
  return { value, layout: layoutNode('scalar', span, at, []), size: 1, height: 0 };
}

function layoutNode(
  kind: LayoutNode['kind'],
  span: Span,
  { key, keySpan = NO_SPAN }: Position,
  children: readonly LayoutNode[],
): LayoutNode {
  return { kind, ...span, key, keyStart: keySpan.start, keyEnd: keySpan.end, comma: -1, children };
}

function spanOf(node: Pick<Node, 'range'>): Span {
  const [start, end] = node.range ?? [0, 0];
  return { start, end };
}

function kindOf(node: Node | null, value: JsonValue): string {
  if (isAlias(node)) return 'an alias';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a sequence';
  return typeof value === 'object' ? 'a mapping' : `a ${typeof value}`;
}
