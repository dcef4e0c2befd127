import type { Layer } from '../cascade/fold-layers.ts';
import { buildMergeRules, noRules, type MergeRules } from '../cascade/merge-rules.ts';
import type { DocumentId } from '../model/document-id.ts';
import { inLayer, type Inlined } from '../resolver/inlined.ts';
import type { BoundSchema } from '../schema/bound-schema.ts';
import type { GovernedPlan } from './governance.ts';

/** What is merged, and by which rules: made once for all apps that share it, so that prefixes are the same objects. */
export class AppLayers {
  readonly #layers = new WeakMap<Inlined, Layer[]>();
  readonly #rules = new Map<string, MergeRules>();

  layer(inlined: Inlined, planned: GovernedPlan['layers'][number], own: DocumentId): Layer {
    if (planned.document === own) return toLayer(inlined, planned);
    const known = this.#layers.get(inlined) ?? [];
    const same = known.find((layer) => layer.name === planned.name && layer.finals === planned.finals);
    if (same !== undefined) return same;
    const layer = toLayer(inlined, planned);
    this.#layers.set(inlined, [...known, layer]);
    return layer;
  }

  /** The cascade's strategies beat the schema's. */
  rulesOf(plan: GovernedPlan, bound: BoundSchema | undefined): MergeRules {
    const strategies = bound?.mergeStrategies ?? [];
    if (plan.merge.length === 0 && strategies.length === 0) return noRules;
    const key = `${plan.cascades[0]?.id ?? ''} ${bound?.id ?? ''}`;
    const known = this.#rules.get(key);
    if (known !== undefined) return known;
    const rules = buildMergeRules([plan.merge, strategies]);
    this.#rules.set(key, rules);
    return rules;
  }
}

function toLayer(inlined: Inlined, planned: GovernedPlan['layers'][number]): Layer {
  const trace = inlined.trace && inLayer(inlined.trace, planned.name);
  return { name: planned.name, value: inlined.value, trace, patches: inlined.patches, finals: planned.finals };
}
