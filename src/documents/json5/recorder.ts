import type { DiagnosticCode } from '../../diagnostics/codes.ts';
import { formatPointer, type Pointer } from '../../model/pointer.ts';
import type { Span } from '../../model/source.ts';
import type { ArgsOf, FindingList, FindingWhere } from '../finding-list.ts';
import type { Layout, LayoutNode } from '../layout.ts';

export interface ReportedWhere extends FindingWhere {
  /** The finding is about the container itself, not about the entry that comes next. */
  readonly ofContainer?: boolean;
}

type Draft = { -readonly [K in keyof Omit<LayoutNode, 'children'>]: LayoutNode[K] } & { readonly children: Draft[] };
const NO_CHILDREN: Draft[] = [];
type PendingKey = { readonly key: string; readonly start: number; readonly end: number };

/** Takes every position and every finding of a reading. The calls come in the order of the text. */
export class Recorder {
  readonly #findings: FindingList;
  readonly #comments: Span[] = [];
  /** The containers that are open, with the keys seen in each. */
  readonly #open: { readonly node: Draft; readonly keys: Map<string, Span> }[] = [];
  #root: Draft | undefined;
  #key: PendingKey | undefined;
  #quietUntil = -1;
  #lastEnd = 0;
  #doubtful = false;

  constructor(findings: FindingList) {
    this.#findings = findings;
  }

  get layout(): Layout {
    return { root: this.#root, comments: this.#comments };
  }

  /** The end of the last key, value or bracket. */
  get lastEnd(): number {
    return this.#lastEnd;
  }

  comment(start: number, end: number): void {
    this.#comments.push({ start, end });
  }

  /** Returns the place of the first member with the same key. */
  key(key: string, start: number, end: number): Span | undefined {
    this.#key = { key, start, end };
    this.#lastEnd = end;
    const keys = this.#open.at(-1)?.keys;
    const first = keys?.get(key);
    if (first === undefined) keys?.set(key, { start, end });
    return this.#doubtful ? undefined : first;
  }

  scalar(start: number, end: number): void {
    this.#add('scalar', start, end);
    if (end > start) this.#lastEnd = end;
  }

  enter(kind: 'object' | 'array', start: number): void {
    this.#open.push({ node: this.#add(kind, start, start + 1), keys: new Map() });
    this.#lastEnd = start + 1;
  }

  leave(end: number): void {
    const left = this.#open.pop();
    if (left !== undefined) left.node.end = end;
    this.#lastEnd = end;
  }

  comma(at: number): void {
    const last = this.#open.at(-1)?.node.children.at(-1);
    if (last !== undefined && last.comma < 0) last.comma = at;
  }

  /** The innermost open container of a kind; of any kind where none is given. */
  opened(kind?: 'object' | 'array'): LayoutNode | undefined {
    return this.#open.findLast(({ node }) => kind === undefined || node.kind === kind)?.node;
  }

  /**
   * Set when a bracket was found where none belongs: from there on it is not certain which container an entry is in, and
   * what would follow from that (a second key of one name, a bracket missing at the end) is not reported.
   */
  get doubtful(): boolean {
    return this.#doubtful;
  }

  doubt(): void {
    this.#doubtful = true;
  }

  /** What is found up to this offset follows from what was reported already, and is not reported again. */
  quiet(until: number): void {
    this.#quietUntil = Math.max(this.#quietUntil, until);
  }

  hears(at: number): boolean {
    return at > this.#quietUntil && !this.#findings.full;
  }

  report<C extends DiagnosticCode>(code: C, args: ArgsOf<C>, span: Span, where: ReportedWhere = {}): void {
    if (!this.hears(span.start)) return;
    this.quiet(span.start);
    this.judge(code, args, span, where);
  }

  /** For findings that say what a value means, not how it is written: they are never the consequence of another. */
  judge<C extends DiagnosticCode>(code: C, args: ArgsOf<C>, span: Span, where: ReportedWhere = {}): void {
    if (!this.#findings.full) this.#findings.add(code, args, span, this.#pointer(where.ofContainer ?? false), where);
  }

  #add(kind: LayoutNode['kind'], start: number, end: number): Draft {
    const { key, start: keyStart, end: keyEnd } = this.#key ?? { key: undefined, start: -1, end: -1 };
    const node: Draft = { kind, start, end, key, keyStart, keyEnd, comma: -1, children: kind === 'scalar' ? NO_CHILDREN : [] };
    this.#key = undefined;
    const parent = this.#open.at(-1)?.node;
    if (parent === undefined) this.#root ??= node;
    else parent.children.push(node);
    return node;
  }

  #pointer(ofContainer: boolean): Pointer {
    const tokens = this.#open.slice(1).map(({ node }, i) => node.key ?? String((this.#open[i]?.node.children.length ?? 1) - 1));
    const inner = this.#open.at(-1)?.node;
    if (inner !== undefined && !ofContainer) {
      if (inner.kind === 'array') tokens.push(String(inner.children.length));
      else if (this.#key !== undefined) tokens.push(this.#key.key);
    }
    return formatPointer(tokens);
  }
}
