import type { AnnotationNode } from './annotation-graph.ts';

/** Which nodes lead, for some part of a value or for the value itself, to one that is wanted. Each is looked at once. */
export class Reach {
  readonly #isWanted: (node: AnnotationNode) => boolean;
  readonly #known = new Map<AnnotationNode, boolean>();

  constructor(isWanted: (node: AnnotationNode) => boolean) {
    this.#isWanted = isWanted;
  }

  readonly leads = (node: AnnotationNode): boolean => {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    this.#explore(node);
    return this.#known.get(node) === true;
  };

  /** Everything that is new below a node becomes known at once, whatever circles there are. */
  #explore(start: AnnotationNode): void {
    const callers = new Map<AnnotationNode, AnnotationNode[]>();
    const fresh = new Set([start]);
    const found = new Set<AnnotationNode>();
    for (const node of fresh) {
      if (this.#isWanted(node)) found.add(node);
      for (const next of node.parts()) {
        const known = this.#known.get(next);
        if (known === true) found.add(node);
        if (known !== undefined) continue;
        fresh.add(next);
        const calling = callers.get(next);
        if (calling === undefined) callers.set(next, [node]);
        else calling.push(node);
      }
    }
    for (const node of found) for (const caller of callers.get(node) ?? []) found.add(caller);
    for (const node of fresh) this.#known.set(node, found.has(node));
  }
}
