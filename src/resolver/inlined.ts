import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { DocumentId } from '../model/document-id.ts';
import type { JsonValue } from '../model/json.ts';
import { isLayerArray, type LayerValue } from '../model/layer-value.ts';
import { childTrace, type Hop, type Origin, type Trace } from '../model/provenance.ts';
import type { Site, Source } from '../model/source.ts';

/** A document as the resolver sees it: without `$schema` and `_id` at its root. `value` is undefined where it is broken. */
export interface RawDocument {
  readonly id: DocumentId;
  readonly source: Source;
  readonly value: JsonValue | undefined;
  /** Some key starts with `$`; without one there is nothing to inline. */
  readonly dollar: boolean;
  readonly indexKeys: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** A document, or a part of one, with every reference replaced by what it stands for. */
export interface Inlined {
  readonly value: LayerValue;
  readonly trace: Trace | undefined;
  /** Directives may be left in it. */
  readonly patches: boolean;
  /** Some key may be an array index, which the language orders its own way. */
  readonly indexKeys: boolean;
  /** Size in characters of the sources, references unfolded. */
  readonly weight: number;
  /** Nesting of the value, at most; undefined where nobody has counted yet. */
  readonly height: number | undefined;
  /** Length of the longest chain of references in it. Infinite where it is over the limit: then the value is broken. */
  readonly reach: number;
  /** Every document that was looked up, also those that do not exist. */
  readonly dependencies: readonly DocumentId[];
  /** The variables that were asked for, with the answers: the result holds wherever the answers are the same. */
  readonly asked: ReadonlyMap<string, string | undefined>;
  readonly diagnostics: readonly Diagnostic[];
  /** The value must not be used; the diagnostics say why. */
  readonly broken: boolean;
  /** A merge of siblings has something to say that only a recording run can say. */
  readonly flagged: boolean;
}

export function brokenResult(diagnostics: readonly Diagnostic[], dependencies: readonly DocumentId[], reach = 0): Inlined {
  return {
    value: null,
    trace: undefined,
    patches: false,
    indexKeys: false,
    weight: 0,
    height: 0,
    reach,
    dependencies,
    asked: new Map(),
    diagnostics,
    broken: true,
    flagged: false,
  };
}

/**
 * The same provenance as seen through one more reference.
 *
 * @param key where the value has its key now: at the reference
 */
export function throughHop(trace: Trace, hop: Hop, key: Site): Trace {
  const through = (origin: Origin): Origin => ({ ...origin, via: [hop, ...origin.via] });
  return new MappedTrace(trace, through, through, key);
}

/** The same provenance as part of a layer. What another app's layers hid in its data keeps the names of those layers. */
export function inLayer(trace: Trace, layer: string): Trace {
  return new MappedTrace(
    trace,
    (origin) => ({ ...origin, layer }),
    (origin) => ({ ...origin, layer: origin.layer ?? layer }),
    trace.key,
  );
}

type MapOrigin = (origin: Origin) => Origin;

/** What lies below is mapped only when somebody looks: values are shared, and unfolded they may be huge. */
class MappedTrace implements Trace {
  readonly origin: Origin;
  readonly strategy: Trace['strategy'];
  readonly key: Trace['key'];
  readonly #trace: Trace;
  readonly #map: MapOrigin;
  readonly #mapLoser: MapOrigin;
  #children: Trace['children'] | null = null;
  #lost: Trace['lost'] | null = null;

  constructor(trace: Trace, map: MapOrigin, mapLoser: MapOrigin, key: Trace['key']) {
    this.origin = map(trace.origin);
    this.strategy = trace.strategy;
    this.key = key;
    this.#trace = trace;
    this.#map = map;
    this.#mapLoser = mapLoser;
  }

  get children(): Trace['children'] {
    if (this.#children !== null) return this.#children;
    const { children } = this.#trace;
    this.#children = children && new Map(Array.from(children, ([key, child]) => [key, this.#below(child)]));
    return this.#children;
  }

  get lost(): Trace['lost'] {
    if (this.#lost !== null) return this.#lost;
    const { lost } = this.#trace;
    this.#lost = lost && {
      value: lost.value,
      trace: new MappedTrace(lost.trace, this.#mapLoser, this.#mapLoser, lost.trace.key),
    };
    return this.#lost;
  }

  #below(child: Trace): Trace {
    return new MappedTrace(child, this.#map, this.#mapLoser, child.key);
  }
}

const heights = new WeakMap<Inlined, number>();

/** Counted when somebody refers to the value, and once. */
export function heightOfInlined(inlined: Inlined): number {
  if (inlined.height !== undefined) return inlined.height;
  const known = heights.get(inlined) ?? heightOf(inlined.value);
  heights.set(inlined, known);
  return known;
}

function heightOf(value: LayerValue): number {
  if (typeof value !== 'object' || value === null) return 0;
  let height = 0;
  for (const child of Object.values(value)) height = Math.max(height, heightOf(child as LayerValue));
  return height + 1;
}

/** What a value weighs, references unfolded; see `Inlined.weight`. */
export function weightOf(value: LayerValue): number {
  if (typeof value === 'string') return value.length + 3;
  let weight = 8;
  if (typeof value !== 'object' || value === null) return weight;
  if (isLayerArray(value)) for (const item of value) weight += weightOf(item);
  else for (const [key, item] of Object.entries(value)) weight += key.length + 4 + weightOf(item as LayerValue);
  return weight;
}

export function traceBelow(trace: Trace | undefined, tokens: readonly string[]): Trace | undefined {
  return trace && tokens.reduce<Trace>(childTrace, trace);
}
