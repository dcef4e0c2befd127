import { markShared } from '../model/shared-parts.ts';
import { diagnostic } from '../diagnostics/diagnostic.ts';
import { childId, withoutExtension, type DocumentId } from '../model/document-id.ts';
import { isObject, type JsonValue } from '../model/json.ts';
import { isLayerArray, isLayerObject, type LayerValue } from '../model/layer-value.ts';
import { formatPointer, step } from '../model/pointer.ts';
import type { Hop } from '../model/provenance.ts';
import type { Site } from '../model/source.ts';
import { circleFound, type Frame } from './circle.ts';
import { brokenResult, heightOfInlined, traceBelow, weightOf, type Inlined, type RawDocument } from './inlined.ts';
import { InlinePart, type PartHost, type PartLimits } from './inline-part.ts';
import { MissingParts } from './missing-parts.ts';
import { plainResult } from './plain-result.ts';
import type { Reference } from './reference.ts';
import type { Variables } from '../model/variables.ts';
import { ResultMemo } from './result-memo.ts';
import { TooDeep } from './too-deep.ts';

export interface ResolverLimits extends PartLimits {
  /** Length of a chain of references. */
  readonly references: number;
}

export interface ResolverHost {
  readonly recording: boolean;
  readonly limits: ResolverLimits;
  document(id: DocumentId): RawDocument | undefined;
  isApp(id: DocumentId): boolean;
  /** The resolved data of an app, or what keeps it from having any. */
  app(id: DocumentId): Inlined;
  nearest(text: string): readonly string[];
  readonly overlay: PartHost['overlay'];
}

/** How deep references are nested in the layers of an app: chains of them, and the values that they stand in. */
interface AppReach {
  links: number;
  height: number;
}

/** References of one run: every target is inlined once, whoever asks, and circles are told as the whole chain. */
export class Resolver implements PartHost {
  readonly #host: ResolverHost;
  readonly #memo = new ResultMemo();
  readonly #settled = new Map<string, Inlined>();
  readonly #frames: Frame[] = [];
  /** Who refers to whom, as far as it was followed. */
  readonly references = new Map<DocumentId, Set<DocumentId>>();
  /** The app whose layers are being inlined: variables belong to it, and so does the path that leads here. */
  #context = '';
  #pendingHop: Hop | undefined;
  /** References that lead here from the layer where they began. */
  #links = 0;
  /** Nesting of the values that they stand in, in the apps that were left for another. */
  #outerDepth = 0;
  #reach: AppReach = { links: 0, height: 0 };
  readonly #appReach = new Map<DocumentId, AppReach>();
  readonly #missing: MissingParts;

  constructor(host: ResolverHost) {
    this.#host = host;
    this.#missing = new MissingParts(host.recording);
  }

  get recording(): boolean {
    return this.#host.recording;
  }

  get limits(): ResolverLimits {
    return this.#host.limits;
  }

  get overlay(): PartHost['overlay'] {
    return this.#host.overlay;
  }

  /** A whole document as a layer. `once` keeps no copy, for documents that one app alone uses. */
  layer(document: RawDocument, variables: Variables, once: boolean): Inlined {
    if (document.value === undefined) return brokenResult(document.diagnostics, [document.id]);
    const key = `${document.id}#`;
    const known = once ? undefined : this.#memo.find(key, variables);
    const result =
      known ?? this.#within(document.id, document.id, undefined, () => this.#part(document, [], variables, this.#outerDepth));
    if (known === undefined && !once) this.#memo.keep(key, variables, result);
    if (this.#links > 0) this.#noteReach(result);
    return result;
  }

  /** The layer of an app that another app refers to counts for that one. */
  #noteReach(layer: Inlined): void {
    const height = heightOfInlined(layer);
    this.#checkDepth(this.#links + layer.reach, this.#outerDepth + height);
    this.#reach.links = Math.max(this.#reach.links, layer.reach);
    this.#reach.height = Math.max(this.#reach.height, height);
  }

  /** Runs while the layers of `app` are being resolved; undefined when that app is being resolved already. */
  inApp<T>(app: DocumentId, run: () => T): T | undefined {
    const key = `app:${app}`;
    if (this.#frames.some((frame) => frame.key === key)) return undefined;
    const outer = this.#context;
    this.#context = app;
    this.#frames.push({ key, label: app, hop: this.#pendingHop });
    this.#pendingHop = undefined;
    try {
      return run();
    } finally {
      this.#frames.pop();
      this.#context = outer;
    }
  }

  target(reference: Reference, from: RawDocument, variables: Variables, hop: Hop, depth: number): Inlined {
    if (this.#links > 0) return this.#follow(reference, from, variables, hop, depth);
    try {
      return this.#follow(reference, from, variables, hop, depth);
    } catch (error) {
      if (!(error instanceof TooDeep)) throw error;
      return brokenResult([error.told(hop.site)], [], Infinity);
    }
  }

  #follow(reference: Reference, from: RawDocument, variables: Variables, hop: Hop, depth: number): Inlined {
    this.#links++;
    try {
      this.#checkDepth(this.#links, depth);
      const result = this.#find(reference, from, variables, hop, depth);
      this.#checkDepth(this.#links + result.reach, depth + heightOfInlined(result));
      return result;
    } finally {
      this.#links--;
    }
  }

  /** Whether a target fits depends on where it is reached from alone, never on what was resolved before. */
  #checkDepth(links: number, depth: number): void {
    const { references, resolvedDepth } = this.limits;
    if (links > references) throw new TooDeep(references, 'references');
    if (depth > resolvedDepth) throw new TooDeep(resolvedDepth, 'resolvedDepth');
  }

  #find(reference: Reference, from: RawDocument, variables: Variables, hop: Hop, depth: number): Inlined {
    const id = reference.id ?? from.id;
    if (this.recording && id !== from.id) this.#noteReference(from.id, id);
    const document = reference.id === undefined ? from : this.#host.document(id);
    if (document !== undefined)
      return this.#settle(reference, hop, this.#documentPart(document, reference.tokens, variables, hop, depth));
    if (this.#host.isApp(id)) return this.#settle(reference, hop, this.#appPart(id, reference.tokens, hop, depth));
    const near = this.#host.nearest(withoutExtension(id));
    const part = reference.tokens.length === 0 ? '' : `#${formatPointer(reference.tokens)}`;
    const hint = near[0] === undefined ? 'Create the document, or correct the id' : `Write "${near[0]}${part}"`;
    return brokenResult(
      [diagnostic('resolver/missing-target', { target: id, near }, { site: hop.site, hint })],
      [id, childId(id, 'config')],
    );
  }

  settled(text: string, depth: number): Inlined | undefined {
    const result = this.recording ? undefined : this.#settled.get(text);
    if (result === undefined) return undefined;
    const fits = this.#links + 1 + result.reach <= this.limits.references;
    return fits && depth + heightOfInlined(result) <= this.limits.resolvedDepth ? result : undefined;
  }

  /** What came out whole, for no app in particular, cannot come out otherwise the next time. */
  #settle(reference: Reference, hop: Hop, result: Inlined): Inlined {
    if (reference.id !== undefined && !result.broken && result.asked.size === 0 && !hop.target.includes('{')) {
      this.#settled.set(hop.target, result);
      if (!result.patches) markShared(result.value as JsonValue);
    }
    return result;
  }

  #noteReference(from: DocumentId, to: DocumentId): void {
    const known = this.references.get(from);
    if (known === undefined) this.references.set(from, new Set([to]));
    else known.add(to);
  }

  #documentPart(document: RawDocument, tokens: readonly string[], variables: Variables, hop: Hop, depth: number): Inlined {
    if (document.value === undefined) return brokenResult(document.diagnostics, [document.id]);
    const pointer = formatPointer(tokens);
    const key = `${document.id}#${pointer}`;
    const known = this.#memo.find(key, variables);
    if (known !== undefined && !known.broken) return known;
    const label = pointer === '' ? document.id : key;
    const frame = `${this.#context}|${key}`;
    if (this.#frames.some((each) => each.key === frame)) return brokenResult([circleFound(this.#frames, frame, label, hop)], []);
    const result = known ?? this.#within(frame, label, hop, () => this.#part(document, tokens, variables, depth));
    if (known === undefined) this.#memo.keep(key, variables, result);
    return sitedAt(result, hop.site);
  }

  #appPart(app: DocumentId, tokens: readonly string[], hop: Hop, depth: number): Inlined {
    const key = `app:${app}`;
    if (this.#frames.some((frame) => frame.key === key))
      return brokenResult([circleFound(this.#frames, key, app, hop)], [childId(app, 'config')]);
    const resolved = this.#reaching(app, depth, () => {
      this.#pendingHop = hop;
      return this.#host.app(app);
    });
    return sitedAt(this.#below(resolved, tokens, app), hop.site);
  }

  /** The resolved app with its reach, which is noted the first time and holds for good. */
  #reaching(app: DocumentId, depth: number, run: () => Inlined): Inlined {
    const [outerReach, outerDepth] = [this.#reach, this.#outerDepth];
    const known = this.#appReach.get(app);
    if (known !== undefined) this.#checkDepth(this.#links + known.links, depth + known.height);
    const reach = known ?? { links: 0, height: 0 };
    this.#reach = reach;
    this.#outerDepth = depth;
    try {
      const resolved = run();
      this.#appReach.set(app, reach);
      return { ...resolved, reach: reach.links };
    } finally {
      this.#pendingHop = undefined;
      this.#reach = outerReach;
      this.#outerDepth = outerDepth;
    }
  }

  #within(key: string, label: string, hop: Hop | undefined, run: () => Inlined): Inlined {
    this.#frames.push({ key, label, hop });
    try {
      return run();
    } finally {
      this.#frames.pop();
    }
  }

  #part(document: RawDocument, tokens: readonly string[], variables: Variables, depth: number): Inlined {
    let raw: JsonValue = document.value as JsonValue;
    for (let i = 0; i < tokens.length; i++) {
      if (isObject(raw) && Object.hasOwn(raw, '$ref')) {
        const outer = this.#onTheWay(document, tokens.slice(0, i), variables, raw, depth);
        return this.#below(outer, tokens.slice(i), document.id);
      }
      const next: JsonValue | undefined = step(raw, tokens[i] as string);
      if (next === undefined) return brokenResult([this.#missing.tell(document.id, tokens, i, raw)], [document.id]);
      raw = next;
    }
    if (!document.dollar && tokens.length === 0) return plainResult(document, raw, tokens, this.recording);
    return new InlinePart(this, document, variables, tokens).run(raw, depth);
  }

  /** A reference that a pointer leads through: inlined once for all parts of it. */
  #onTheWay(document: RawDocument, tokens: readonly string[], variables: Variables, raw: JsonValue, depth: number): Inlined {
    const key = `${document.id}#${formatPointer(tokens)}`;
    const known = this.#memo.find(key, variables);
    if (known !== undefined) return known;
    const result = new InlinePart(this, document, variables, tokens).run(raw, depth);
    this.#memo.keep(key, variables, result);
    return result;
  }

  #below(outer: Inlined, tokens: readonly string[], target: string): Inlined {
    if (outer.broken || tokens.length === 0) return outer;
    let value: LayerValue = outer.value;
    for (const [i, token] of tokens.entries()) {
      const next = memberOf(value, token);
      if (next === undefined)
        return { ...brokenResult([this.#missing.tell(target, tokens, i, value)], outer.dependencies), asked: outer.asked };
      value = next;
    }
    return { ...outer, value, trace: traceBelow(outer.trace, tokens), weight: weightOf(value), height: undefined };
  }
}

/** A remembered failure has no place of its own: it is told at each reference that runs into it. */
function sitedAt(result: Inlined, site: Site): Inlined {
  if (result.diagnostics.every((finding) => finding.site !== undefined)) return result;
  return {
    ...result,
    diagnostics: result.diagnostics.map((finding) => (finding.site === undefined ? { ...finding, site } : finding)),
  };
}

function memberOf(value: LayerValue, token: string): LayerValue | undefined {
  if (isLayerObject(value)) return Object.hasOwn(value, token) ? value[token] : undefined;
  return isLayerArray(value) && /^(?:0|[1-9]\d{0,9})$/.test(token) ? value[Number(token)] : undefined;
}
