import { foldLayer, type Folded, type Layer } from '../cascade/fold-layers.ts';
import type { MergeRules } from '../cascade/merge-rules.ts';
import { markShared } from '../model/shared-parts.ts';

interface Node {
  readonly folded: Folded | undefined;
  readonly next: Map<Layer, Node>;
}

const limit = 4096;
/** Layers of a prefix that is kept. A cascade with more is merged anew from there on: every prefix may hold long arrays of its own. */
const longest = 16;

/** Merged prefixes that many apps share (global, region, type): each is merged once. Layers are told apart by identity. */
export class PrefixCache {
  readonly #recording: boolean;
  #roots = new Map<MergeRules, Node>();
  #size = 0;

  constructor(recording: boolean) {
    this.#recording = recording;
  }

  /** @param shared how many layers from the left other apps may share */
  fold(layers: readonly Layer[], shared: number, rules: MergeRules): Folded | undefined {
    let node = this.#root(rules);
    const kept = Math.min(shared, longest);
    for (const layer of layers.slice(0, kept)) node = this.#next(node, layer, rules);
    let { folded } = node;
    for (const layer of layers.slice(kept)) folded = foldLayer(folded, layer, rules, this.#recording);
    return folded;
  }

  #root(rules: MergeRules): Node {
    if (this.#size > limit) {
      this.#roots = new Map();
      this.#size = 0;
    }
    const known = this.#roots.get(rules);
    if (known !== undefined) return known;
    const root: Node = { folded: undefined, next: new Map() };
    this.#roots.set(rules, root);
    return root;
  }

  #next(node: Node, layer: Layer, rules: MergeRules): Node {
    const known = node.next.get(layer);
    if (known !== undefined) return known;
    const next: Node = { folded: foldLayer(node.folded, layer, rules, this.#recording), next: new Map() };
    if (next.folded !== undefined) markShared(next.folded.value);
    node.next.set(layer, next);
    this.#size++;
    return next;
  }
}
