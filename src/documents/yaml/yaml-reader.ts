import { isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { DiagnosticCode } from '../../diagnostics/codes.ts';
import { compareKeys } from '../../model/canonical-json.ts';
import { isObject, type JsonPrimitive, type JsonValue } from '../../model/json.ts';
import { childPointer, type Pointer } from '../../model/pointer.ts';
import type { Span } from '../../model/source.ts';
import { hasLoneSurrogate } from '../characters.ts';
import type { ArgsOf, FindingList, FindingWhere } from '../finding-list.ts';
import { hints } from '../hints.ts';
import { FORBIDDEN_KEY, keyFlags } from '../key-flags.ts';
import type { LayoutNode } from '../layout.ts';
import { numberFault } from '../number-check.ts';
import { shortened } from '../words.ts';
import { YamlAnchors, type YamlLimits } from './yaml-anchors.ts';
import { kindOf, layoutNode, leaf, measure, NO_SPAN, spanOf, type Position, type YamlValue } from './yaml-value.ts';

type Members = Map<string, { readonly value: JsonValue; readonly layout: LayoutNode }>;

/** Turns the nodes of a YAML document into a JSON value with positions. Aliases share what they refer to. */
export class YamlReader {
  readonly #text: string;
  readonly #findings: FindingList;
  readonly #anchors: YamlAnchors;
  keyFlags = 0;

  constructor(text: string, limits: YamlLimits, findings: FindingList) {
    this.#text = text;
    this.#anchors = new YamlAnchors(limits, findings);
    this.#findings = findings;
  }

  read(node: Node | null, at: Position): YamlValue {
    if (node === null) return leaf(null, NO_SPAN, at);
    if (isAlias(node)) return this.#anchors.follow(node, at);
    const { anchor } = node;
    if (anchor !== undefined) this.#anchors.open(anchor);
    const read = this.#readNode(node, at);
    if (anchor !== undefined) this.#anchors.close(anchor, read);
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
        { kind: kindOf(read.value === null ? item : null, read.value) },
        item === null ? NO_SPAN : spanOf(item),
        at.pointer,
        { hint },
      );
      return [];
    });
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
