import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { compareKeys } from '../model/canonical-json.ts';
import { childId, type DocumentId } from '../model/document-id.ts';
import { isObject, type JsonValue } from '../model/json.ts';
import { isLayerArray, isLayerObject, type LayerValue } from '../model/layer-value.ts';
import { nearestNames } from '../model/nearest-names.ts';
import { formatPointer, step } from '../model/pointer.ts';
import type { Hop } from '../model/provenance.ts';
import type { Site } from '../model/source.ts';
import { brokenResult, traceBelow, type Inlined, type RawDocument } from './inlined.ts';
import { InlinePart, plainResult, type PartHost, type PartLimits } from './inline-part.ts';
import type { Reference } from './reference.ts';
import type { Variables } from '../model/variables.ts';
import { agrees } from './recording-variables.ts';

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

interface Frame {
  readonly key: string;
  readonly label: string;
  readonly hop: Hop | undefined;
}

/** References of one run: every target is inlined once, whoever asks, and circles are told as the whole chain. */
export class Resolver implements PartHost {
  readonly #host: ResolverHost;
  readonly #known = new Map<string, Inlined[]>();
  readonly #settled = new Map<string, Inlined>();
  readonly #frames: Frame[] = [];
  /** Who refers to whom, as far as it was followed. */
  readonly references = new Map<DocumentId, Set<DocumentId>>();
  /** The app whose layers are being inlined: variables belong to it, and so does the path that leads here. */
  #context = '';

  constructor(host: ResolverHost) {
    this.#host = host;
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
    const compute = (): Inlined =>
      this.#within(document.id, document.id, undefined, () => this.#part(document, [], variables, 0));
    return once ? compute() : this.#remembered(`${document.id}#`, variables, compute);
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

  #pendingHop: Hop | undefined;

  target(reference: Reference, from: RawDocument, variables: Variables, hop: Hop, depth: number): Inlined {
    if (this.#frames.length > this.limits.references) {
      return brokenResult(
        [
          diagnostic(
            'resolver/too-deep',
            { limit: this.limits.references },
            { site: hop.site, hint: 'Shorten the chain of references' },
          ),
        ],
        [],
      );
    }
    const id = reference.id ?? from.id;
    if (this.recording && id !== from.id) this.#noteReference(from.id, id);
    const document = reference.id === undefined ? from : this.#host.document(id);
    if (document !== undefined)
      return this.#settle(reference, hop, this.#documentPart(document, reference.tokens, variables, hop, depth));
    if (this.#host.isApp(id)) return this.#settle(reference, hop, this.#appPart(id, reference.tokens, hop));
    const near = this.#host.nearest(id);
    const hint = near[0] === undefined ? 'Create the document, or correct the id' : `Write "${near[0]}"`;
    return brokenResult(
      [diagnostic('resolver/missing-target', { target: id, near }, { site: hop.site, hint })],
      [id, childId(id, 'config')],
    );
  }

  settled(text: string): Inlined | undefined {
    return this.recording ? undefined : this.#settled.get(text);
  }

  /** What came out whole, for no app in particular, cannot come out otherwise the next time. */
  #settle(reference: Reference, hop: Hop, result: Inlined): Inlined {
    if (reference.id !== undefined && !result.broken && result.asked.size === 0 && !hop.target.includes('{'))
      this.#settled.set(hop.target, result);
    return result;
  }

  #noteReference(from: DocumentId, to: DocumentId): void {
    const known = this.references.get(from);
    if (known === undefined) this.references.set(from, new Set([to]));
    else known.add(to);
  }

  #documentPart(document: RawDocument, tokens: readonly string[], variables: Variables, hop: Hop, depth: number): Inlined {
    if (document.value === undefined) return brokenResult(document.diagnostics, [document.id]);
    const key = `${document.id}#${formatPointer(tokens)}`;
    return sitedAt(
      this.#remembered(key, variables, () =>
        this.#within(`${this.#context}|${key}`, key, hop, () => this.#part(document, tokens, variables, depth)),
      ),
      hop.site,
    );
  }

  #appPart(app: DocumentId, tokens: readonly string[], hop: Hop): Inlined {
    const key = `app:${app}`;
    if (this.#frames.some((frame) => frame.key === key))
      return brokenResult([this.#cycle(key, app, hop)], [childId(app, 'config')]);
    this.#pendingHop = hop;
    const resolved = this.#host.app(app);
    return sitedAt(this.#below(resolved, tokens, app), hop.site);
  }

  #remembered(key: string, variables: Variables, compute: () => Inlined): Inlined {
    const results = this.#known.get(key) ?? [];
    const known = results.find((result) => agrees(result.asked, variables));
    if (known !== undefined) return known;
    const result = compute();
    this.#known.set(key, [...results, result]);
    return result;
  }

  #within(key: string, label: string, hop: Hop | undefined, run: () => Inlined): Inlined {
    if (this.#frames.some((frame) => frame.key === key)) return brokenResult([this.#cycle(key, label, hop)], []);
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
        const outer = new InlinePart(this, document, variables, tokens.slice(0, i)).run(raw, depth);
        return this.#below(outer, tokens.slice(i), document.id);
      }
      const next: JsonValue | undefined = step(raw, tokens[i] as string);
      if (next === undefined) return brokenResult([missingPart(document.id, tokens, i, raw)], [document.id]);
      raw = next;
    }
    if (!document.dollar && tokens.length === 0) return plainResult(document, raw, tokens, this.recording);
    return new InlinePart(this, document, variables, tokens).run(raw, depth);
  }

  #below(outer: Inlined, tokens: readonly string[], target: string): Inlined {
    if (outer.broken || tokens.length === 0) return outer;
    let value: LayerValue = outer.value;
    for (const [i, token] of tokens.entries()) {
      const next = memberOf(value, token);
      if (next === undefined)
        return { ...brokenResult([missingPart(target, tokens, i, value)], outer.dependencies), asked: outer.asked };
      value = next;
    }
    return { ...outer, value, trace: traceBelow(outer.trace, tokens) };
  }

  #cycle(key: string, label: string, hop: Hop | undefined): Diagnostic {
    const from = this.#frames.findIndex((frame) => frame.key === key);
    const links = this.#frames.slice(from + 1).map((frame) => ({ label: frame.label, hop: frame.hop }));
    links.push({ label, hop });
    const smallest = links.map((link) => link.label).sort(compareKeys)[0];
    const start = links.findIndex((link) => link.label === smallest);
    const turned = [...links.slice(start + 1), ...links.slice(0, start + 1)];
    const chain = [smallest as string, ...turned.map((link) => link.label)];
    const hops = turned.flatMap((link) => (link.hop === undefined ? [] : [link.hop]));
    const related = hops.map((each) => ({ site: each.site, message: `refers to ${each.target}` }));
    return diagnostic(
      'resolver/cycle',
      { chain },
      { site: hops[0]?.site, related, hint: 'Remove one of the references, or move the shared part to a document of its own' },
    );
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

function missingPart(target: string, tokens: readonly string[], at: number, container: LayerValue): Diagnostic {
  const pointer = formatPointer(tokens);
  const prefix = tokens.slice(0, at);
  const names = isLayerObject(container) ? nearestNames(tokens[at] as string, Object.keys(container), 3) : [];
  const near = names.map((name) => formatPointer([...prefix, name]));
  const hint =
    near[0] === undefined
      ? 'Correct the pointer'
      : `Write "${target}#${formatPointer([...prefix, names[0] as string, ...tokens.slice(at + 1)])}"`;
  return diagnostic('resolver/missing-part', { target, pointer, near }, { hint });
}
