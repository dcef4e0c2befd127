import { noRules } from '../cascade/merge-rules.ts';
import type { Folded, Layer } from '../cascade/fold-layers.ts';
import { Merger } from '../cascade/merge.ts';
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { childId, type DocumentId } from '../model/document-id.ts';
import type { JsonValue } from '../model/json.ts';
import type { Trace } from '../model/provenance.ts';
import type { Source } from '../model/source.ts';
import { brokenResult, type Inlined, type RawDocument } from '../resolver/inlined.ts';
import type { PartHost } from '../resolver/inline-part.ts';
import { Resolver, type ResolverHost } from '../resolver/resolver.ts';
import type { BoundSchema, ValidationContext } from '../schema/bound-schema.ts';
import { AppLayers } from './app-layers.ts';
import type { CompiledApp, LayersBelow } from './compiled-app.ts';
import { FragmentChecks } from './fragment-checks.ts';
import { Governance, type GovernedPlan } from './governance.ts';
import { PrefixCache } from './prefix-cache.ts';
import { withHiddenPlaces } from './hidden-places.ts';
import { locateSchemaFinding } from './locate-schema-finding.ts';
import type { RunHost } from './run-host.ts';
import { withDefault } from './with-default.ts';

/**
 * Compiles apps one by one. Without `recording` it is fast and can only tell that something is wrong; with it every
 * value carries its provenance and every finding its place. Both run the same stages and the same merge.
 */
export class AppCompiler {
  readonly recording: boolean;
  readonly governance: Governance;
  readonly resolver: Resolver;
  readonly fragments: FragmentChecks;
  readonly #host: RunHost;
  readonly #prefixes: PrefixCache;
  readonly #layers = new AppLayers();
  readonly #resolved = new Map<DocumentId, CompiledApp>();

  constructor(host: RunHost, recording: boolean) {
    this.#host = host;
    this.recording = recording;
    this.#prefixes = new PrefixCache(recording);
    this.governance = new Governance({
      vars: host.settings.vars,
      exists: (id) => host.exists(id),
      nearest: (text) => host.nearest(text),
      document: (id) => host.document(id),
      shape: (name, document) => host.shape(name, document, recording),
    });
    this.resolver = new Resolver(this.#resolverHost());
    this.fragments = new FragmentChecks(host, this.resolver);
  }

  compile(app: DocumentId): CompiledApp {
    return this.#resolved.get(app) ?? this.resolver.inApp(app, () => this.#compile(app)) ?? unreachableApp(app);
  }

  /** What `compile` would look up; nothing is merged or judged for it. */
  lookUps(app: DocumentId): readonly string[] {
    const known = this.#resolved.get(app);
    if (known !== undefined) return known.dependencies;
    const draft = this.resolver.inApp(app, () => this.#prepare(app).draft) ?? unreachableApp(app);
    this.#checkFragments(draft);
    return [...draft.dependencies];
  }

  /**
   * What the layers below an app's own document make together; many apps share it. Undefined where there are none, or the own
   * document is not the last one.
   *
   * @param app compiled, and nothing to be said about it
   */
  below({ id, plan, schema }: CompiledApp): LayersBelow | undefined {
    const own = this.#host.document(childId(id, 'config'), true);
    const shared = plan.layers.slice(0, -1);
    const isLast = plan.layers.at(-1)?.document === own?.id && !shared.some(({ document }) => document === own?.id);
    if (own?.value === undefined || !isLast) return undefined;
    const layers = this.resolver.inApp(id, () =>
      shared.map((planned) => {
        const document = this.#host.document(planned.document);
        const inlined = document && this.resolver.layer(document, plan.variables, false);
        return inlined && this.#layers.layer(inlined, planned, own.id);
      }),
    );
    if (layers === undefined || layers.includes(undefined)) return undefined;
    const folded = this.#prefixes.fold(layers as Layer[], layers.length, this.#layers.rulesOf(plan, schema));
    return folded && { own: own.value, value: folded.value, trace: folded.trace };
  }

  #compile(app: DocumentId): CompiledApp {
    const { draft, inlined } = this.#prepare(app);
    return this.#assemble(draft, inlined);
  }

  #prepare(app: DocumentId): { readonly draft: Draft; readonly inlined: Inlined[] } {
    const plan = this.governance.plan(app);
    const config = this.#host.document(childId(app, 'config'), true);
    const bound = config === undefined ? undefined : this.#host.bind(app, config, plan);
    const draft: Draft = {
      app,
      plan,
      bound: bound?.value,
      diagnostics: new Set(plan.diagnostics),
      dependencies: new Set(plan.dependencies),
      flagged: false,
    };
    for (const finding of bound?.diagnostics ?? []) draft.diagnostics.add(finding);
    for (const id of bound?.dependencies ?? []) draft.dependencies.add(id);
    return { draft, inlined: this.#inlineLayers(plan, config, draft) };
  }

  #inlineLayers(plan: GovernedPlan, config: RawDocument | undefined, draft: Draft): Inlined[] {
    const { variables } = plan;
    return plan.layers.map((planned) => {
      const own = config !== undefined && planned.document === config.id;
      const document = own ? config : this.#host.document(planned.document);
      const inlined =
        document === undefined ? brokenResult([], [planned.document]) : this.resolver.layer(document, variables, own);
      for (const id of inlined.dependencies) draft.dependencies.add(id);
      for (const finding of inlined.diagnostics) draft.diagnostics.add(finding);
      return inlined;
    });
  }

  /**
   * A fragment that breaks its own schema spoils the apps that it is part of.
   *
   * @returns where that is told: what their own schemas say about the same place would be the same once more
   */
  #checkFragments(draft: Draft): ReadonlySet<Source> {
    const broken = new Set<Source>();
    for (const id of draft.dependencies) {
      const verdict = this.fragments.verdict(id as DocumentId);
      if (verdict === undefined) continue;
      for (const finding of verdict.diagnostics) draft.diagnostics.add(finding);
      for (const schema of verdict.dependencies) draft.dependencies.add(schema);
      draft.flagged ||= verdict.flagged;
      for (const { severity, site } of verdict.diagnostics)
        if (severity === 'error' && site !== undefined) broken.add(site.source);
    }
    return broken;
  }

  #assemble(draft: Draft, inlined: readonly Inlined[]): CompiledApp {
    const weight = inlined.reduce((sum, layer) => sum + layer.weight, 0);
    const limit = this.#host.settings.limits.resolvedBytes;
    const brokenLayer = inlined.some((layer) => layer.broken);
    if (weight > limit && !brokenLayer)
      draft.diagnostics.add(diagnostic('resolver/too-large', { limit }, { hint: 'Raise limits.resolvedBytes in confman.json5' }));
    const broken = inlined.length === 0 || brokenLayer || hasError(draft.diagnostics);
    if (broken) return this.#finish(draft, undefined, inlined, undefined, true);
    const own = childId(draft.app, 'config');
    const layers = inlined.map((each, i) =>
      this.#layers.layer(each, draft.plan.layers[i] as GovernedPlan['layers'][number], own),
    );
    const at = draft.plan.layers.findIndex((planned) => planned.document === own);
    const folded = this.#prefixes.fold(
      layers,
      at < 0 ? layers.length : at,
      this.#layers.rulesOf(draft.plan, draft.bound),
    ) as Folded;
    for (const finding of folded.diagnostics) draft.diagnostics.add(finding);
    return this.#finish(draft, folded, inlined, folded.trace, folded.flagged || inlined.some((layer) => layer.flagged));
  }

  #finish(
    draft: Draft,
    folded: Folded | undefined,
    inlined: readonly Inlined[],
    traced: Trace | undefined,
    flagged: boolean,
  ): CompiledApp {
    const { bound, diagnostics } = draft;
    const broken = this.#checkFragments(draft);
    let trace = traced;
    let data = folded?.value;
    let clean = true;
    if (data !== undefined && bound !== undefined) {
      if (this.#host.settings.defaults === 'fill') {
        data = bound.fillDefaults(
          data,
          this.recording ? (pointer, site) => (trace = trace && withDefault(trace, pointer, site, bound.id)) : undefined,
          contextOf(draft),
        );
      }
      clean = bound.isClean(data, contextOf(draft));
      if (!clean && this.recording && trace !== undefined)
        for (const finding of this.#schemaFindings(draft, bound, data, trace))
          if (finding.site === undefined || !broken.has(finding.site.source)) diagnostics.add(finding);
    }
    const failed = data === undefined || hasError(diagnostics);
    const invalid = failed || (!clean && !this.recording && !(bound as BoundSchema).isValid(data as JsonValue, contextOf(draft)));
    const told = [...diagnostics];
    const shown =
      trace === undefined || data === undefined || bound === undefined
        ? told
        : withHiddenPlaces(told, data, trace, (pointer) => bound.isSecretAt(pointer));
    const indexKeys = inlined.some((layer) => layer.indexKeys) || (bound?.hasIndexKeys ?? false);
    return {
      id: draft.app,
      status: invalid ? 'Invalid' : bound === undefined ? 'NotValidated' : 'Valid',
      data,
      sorted: !indexKeys,
      schema: bound,
      plan: draft.plan,
      diagnostics: shown,
      suspect: !this.recording && (flagged || draft.flagged || !clean || failed || diagnostics.size > 0),
      trace,
      dependencies: [...draft.dependencies],
      weight: inlined.reduce((sum, layer) => sum + layer.weight, 0),
    };
  }

  #schemaFindings(draft: Draft, bound: BoundSchema, data: JsonValue, trace: Trace): Diagnostic[] {
    const findings = bound.findings(data, contextOf(draft));
    const limit = this.#host.settings.limits.diagnostics;
    return findings.slice(0, limit).map((finding) => locateSchemaFinding(finding, trace, bound));
  }

  #resolverHost(): ResolverHost {
    const host = this.#host;
    return {
      recording: this.recording,
      limits: host.settings.limits,
      document: (id) => host.document(id),
      isApp: (id) => host.isApp(id),
      nearest: (text) => host.nearest(text),
      app: (id) => this.#appValue(id),
      overlay: (target, siblings, trace) => this.#overlay(target, siblings, trace),
    };
  }

  #overlay(
    target: Inlined,
    siblings: Parameters<PartHost['overlay']>[1],
    trace: Trace | undefined,
  ): ReturnType<PartHost['overlay']> {
    const merger = new Merger(this.recording);
    merger.composing = true;
    const value = merger.merge(target.value, siblings, noRules, '', target.trace, trace);
    return { value: value ?? {}, trace: merger.trace, diagnostics: merger.diagnostics, flagged: merger.flagged };
  }

  /** The resolved data of another app. It is kept: several apps may refer to it. */
  #appValue(app: DocumentId): Inlined {
    const compiled = this.compile(app);
    this.#resolved.set(app, compiled);
    const { data, status, dependencies } = compiled;
    const unusable = data === undefined || status === 'Invalid';
    // Its errors are the cause of what is missing here: one finding for all apps that it spoils.
    if (unusable)
      return brokenResult(
        compiled.diagnostics.filter((each) => each.severity === 'error'),
        dependencies as DocumentId[],
      );
    return {
      value: data,
      trace: compiled.trace,
      patches: false,
      indexKeys: !compiled.sorted,
      weight: compiled.weight,
      height: undefined,
      reach: 0,
      dependencies: dependencies as DocumentId[],
      asked: new Map(),
      diagnostics: [],
      broken: false,
      flagged: compiled.suspect,
    };
  }
}

interface Draft {
  readonly app: DocumentId;
  readonly plan: GovernedPlan;
  readonly bound: BoundSchema | undefined;
  readonly diagnostics: Set<Diagnostic>;
  readonly dependencies: Set<string>;
  /** Something is to be said that only recording can say. */
  flagged: boolean;
}

function contextOf({ plan }: Draft): ValidationContext {
  return { environment: plan.variables.get('environment') };
}

function hasError(diagnostics: Iterable<Diagnostic>): boolean {
  for (const finding of diagnostics) if (finding.severity === 'error') return true;
  return false;
}

function unreachableApp(app: DocumentId): never {
  throw new Error(`${app} is being compiled already`);
}
