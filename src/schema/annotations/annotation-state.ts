import type { PatternTester } from '../engine/runtime.ts';
import type { AnnotationNode } from './annotation-graph.ts';

/** All schemas that speak about one value. Equal sets are one state, so that ways that meet again are walked once. */
export class AnnotationStates {
  readonly #byKey = new Map<string, AnnotationState>();
  readonly #numbers = new Map<AnnotationNode, number>();
  readonly #patternOf: (source: string) => PatternTester;
  readonly #keep: (node: AnnotationNode) => boolean;

  /** @param keep nodes for which it is false lead nowhere and are left out */
  constructor(patternOf: (source: string) => PatternTester, keep: (node: AnnotationNode) => boolean = () => true) {
    this.#patternOf = patternOf;
    this.#keep = keep;
  }

  /** Undefined where no node is kept. */
  of(nodes: Iterable<AnnotationNode>): AnnotationState | undefined {
    const kept = [...new Set(nodes)].filter(this.#keep);
    if (kept.length === 0) return undefined;
    const key = kept.map((node) => this.#numberOf(node)).join(' ');
    let state = this.#byKey.get(key);
    if (state === undefined) {
      state = new AnnotationState(kept, this);
      this.#byKey.set(key, state);
    }
    return state;
  }

  get size(): number {
    return this.#byKey.size;
  }

  matches(pattern: string, text: string): boolean {
    return this.#patternOf(pattern).test(text);
  }

  #numberOf(node: AnnotationNode): number {
    const known = this.#numbers.get(node);
    if (known !== undefined) return known;
    this.#numbers.set(node, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}

/** Ways that are remembered per state; hostile data has no end of names. */
const MAX_REMEMBERED = 1000;

export class AnnotationState {
  readonly nodes: readonly AnnotationNode[];
  readonly #states: AnnotationStates;
  readonly #members = new Map<string, AnnotationState | undefined>();
  readonly #prefix: number;
  readonly #elements = new Map<number, AnnotationState | undefined>();

  constructor(nodes: readonly AnnotationNode[], states: AnnotationStates) {
    this.nodes = nodes;
    this.#states = states;
    this.#prefix = Math.max(...nodes.map((node) => node.prefix.length));
  }

  member(name: string): AnnotationState | undefined {
    if (this.#members.has(name)) return this.#members.get(name);
    const found = this.#states.of(this.nodes.flatMap((node) => this.#memberNodes(node, name)));
    if (this.#members.size < MAX_REMEMBERED) this.#members.set(name, found);
    return found;
  }

  element(index: number): AnnotationState | undefined {
    const at = Math.min(index, this.#prefix);
    if (this.#elements.has(at)) return this.#elements.get(at);
    const found = this.#states.of(this.nodes.flatMap((node) => node.prefix[at] ?? node.items));
    this.#elements.set(at, found);
    return found;
  }

  #memberNodes(node: AnnotationNode, name: string): readonly AnnotationNode[] {
    const named = node.members.get(name);
    const matching = node.patterns.filter(([pattern]) => this.#states.matches(pattern, name)).map(([, nodes]) => nodes);
    return named === undefined && matching.length === 0 ? node.additional : [...(named ?? []), ...matching.flat()];
  }
}
