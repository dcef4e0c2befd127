import { noFinals } from '../cascade/cascade-definition.ts';
import { foldLayer, type Folded } from '../cascade/fold-layers.ts';
import type { MergeRules } from '../cascade/merge-rules.ts';
import type { MergedLayer } from '../lint/shadowed-places.ts';
import type { JsonObject } from '../model/json.ts';
import type { Inlined } from '../resolver/inlined.ts';

/** A layer that was merged. `isNew`: this merge was not met before, in whatever app. */
export interface LintedLayer extends MergedLayer {
  readonly isNew: boolean;
}

interface Node {
  readonly folded: Folded;
  readonly next: Map<Inlined, Node>;
}

const limit = 4096;
const nothing: JsonObject = {};

/** Like the prefixes of a compiler, but what the layers merge to on the way is there to be looked at. */
export class LintPrefixes {
  #roots = new Map<MergeRules, Map<Inlined, Node>>();
  #size = 0;

  /** @param shared how many layers from the left other apps may have too */
  fold(layers: readonly Inlined[], shared: number, rules: MergeRules): LintedLayer[] {
    let level = this.#root(rules);
    let before: Folded | undefined;
    return layers.map((layer, i) => {
      const known = i < shared ? level.get(layer) : undefined;
      const node = known ?? { folded: foldOne(before, layer, rules), next: new Map<Inlined, Node>() };
      if (known === undefined && i < shared) {
        level.set(layer, node);
        this.#size++;
      }
      const merged = {
        value: layer.value,
        before: before?.value ?? nothing,
        after: node.folded.value,
        isNew: known === undefined,
      };
      before = node.folded;
      level = node.next;
      return merged;
    });
  }

  #root(rules: MergeRules): Map<Inlined, Node> {
    if (this.#size > limit) {
      this.#roots = new Map();
      this.#size = 0;
    }
    const known = this.#roots.get(rules) ?? new Map<Inlined, Node>();
    this.#roots.set(rules, known);
    return known;
  }
}

function foldOne(before: Folded | undefined, { value, patches }: Inlined, rules: MergeRules): Folded {
  return foldLayer(before, { name: '', value, trace: undefined, patches, finals: noFinals }, rules, false);
}
