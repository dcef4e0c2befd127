import type { CauseKind } from '../../effective-diff/effective-view.ts';
import type { ValueChange } from '../../effective-diff/value-change.ts';
import { compareKeys } from '../../model/canonical-json.ts';
import { kindOf, type DocumentId } from '../../model/document-id.ts';
import { deepEqual, type JsonObject, type JsonValue } from '../../model/json.ts';
import { parsePointer } from '../../model/pointer.ts';
import type { Site } from '../../model/source.ts';
import { siteOf, traceAt, type Trace } from '../../model/provenance.ts';
import type { CompiledApp } from '../compiled-app.ts';
import type { Workspace } from '../workspace.ts';
import type { DocumentPair, SidedSite, SideName } from './document-pair.ts';
import { partsOf } from './trace-parts.ts';

/** Why a value is another than it was. */
export interface Cause {
  readonly kind: CauseKind;
  readonly at: SidedSite | undefined;
  /** Of what is gone: where the new value comes from. Of `origin`: where the second app has its value from. */
  readonly now?: Site | undefined;
  readonly detail?: string | undefined;
}

export interface AppPair {
  readonly before: CompiledApp;
  readonly after: CompiledApp;
  /** Provenance of the former: asked for only where the latter does not explain a change. */
  readonly traceBefore: () => Trace | undefined;
}

/** What was changed by hand, as far as it made this change; each way of looking is asked only when those before it found nothing. */
export class CauseFinder {
  readonly #documents: DocumentPair;
  readonly #settings: string | undefined;

  constructor(documents: DocumentPair, base: Workspace, head: Workspace) {
    this.#documents = documents;
    this.#settings = changedSettings(base, head);
  }

  /** @param trace of the new value, where the change has one */
  causeOf(change: ValueChange, pair: AppPair, trace: Trace | undefined): Cause {
    return (
      (trace && this.#written(trace, 'head')) ??
      (trace && this.#referred(trace, 'head')) ??
      (change.kind === 'removed' ? this.#onTheWay(change, pair, true) : undefined) ??
      this.#gone(change, pair, trace) ??
      this.#onTheWay(change, pair) ??
      this.#causeOfApp(pair)
    );
  }

  /** What changed about an app beside the values that are written in its layers. */
  #causeOfApp(pair: AppPair): Cause {
    return (
      this.#cascade(pair) ??
      this.#namespace(pair) ??
      this.#schema(pair) ??
      this.#ofSettings() ??
      this.#anyDocument(pair) ?? { kind: 'unknown', at: undefined }
    );
  }

  /** The value, or a part of it, stands in a document, and another or none stands there on the other side. */
  #written(trace: Trace, side: SideName): Cause | undefined {
    for (const { origin, strategy } of partsOf(trace)) {
      const site = siteOf(origin);
      if (!this.#documents.differsAt(site, side)) continue;
      const kind = side === 'base' ? 'unset' : strategy === 'default' ? 'default' : 'set';
      return { kind, at: { side, site } };
    }
    return undefined;
  }

  #gone(change: ValueChange, pair: AppPair, now: Trace | undefined): Cause | undefined {
    const whole = change.kind === 'added' ? undefined : pair.traceBefore();
    if (change.kind === 'added' || whole === undefined) return undefined;
    const old = traceAt(whole, parsePointer(change.oldPointer) ?? []);
    const cause = this.#written(old, 'base') ?? this.#referred(old, 'base');
    return cause && { ...cause, now: now && siteOf(now.origin) };
  }

  #referred(trace: Trace, side: SideName): Cause | undefined {
    for (const { origin } of partsOf(trace))
      for (const { site } of origin.via)
        if (this.#documents.differsAt(site, side)) return { kind: 'reference', at: { side, site } };
    return undefined;
  }

  /** A directive, say `$unset`, leaves no value behind: it is found where it stands in a layer that changed, the latest first. */
  #onTheWay(change: ValueChange, { after }: AppPair, exactly = false): Cause | undefined {
    const tokens = parsePointer(change.kind === 'removed' ? change.oldPointer : change.newPointer) ?? [];
    for (const { document } of after.plan.layers.toReversed()) {
      const at = this.#documents.isChanged(document) ? this.#documents.differenceOnTheWay(document, tokens) : undefined;
      if (at !== undefined && (!exactly || at.depth === tokens.length))
        return { kind: change.kind === 'removed' ? 'removed' : 'set', at };
    }
    return undefined;
  }

  /** Only where it says other layers, strategies or schemas. */
  #cascade({ before, after }: AppPair): Cause | undefined {
    if (wordsOf(before) === wordsOf(after)) return undefined;
    const [old, now] = [before, after].map(({ plan }) => plan.cascades.map(({ id }) => id)) as [DocumentId[], DocumentId[]];
    const changed = [...now, ...old].find((id) => this.#documents.isChanged(id));
    if (changed !== undefined) return { kind: 'cascade', at: this.#documents.firstDifference(changed) };
    if (now[0] === old[0]) return undefined;
    const site = (after.plan.cascades[0] ?? before.plan.cascades[0])?.site;
    return { kind: 'cascade', at: site && { side: now[0] === undefined ? 'base' : 'head', site } };
  }

  #namespace({ before, after }: AppPair): Cause | undefined {
    const [old, now] = [before.plan.scope.chain, after.plan.scope.chain];
    const changed = [...now, ...old].find(({ id }) => this.#documents.isChanged(id));
    if (changed === undefined) return undefined;
    const { variables } = after.plan;
    const names = [...new Set([...variables.names, ...before.plan.variables.names])].sort(compareKeys);
    const others = names.filter((name) => variables.get(name) !== before.plan.variables.get(name));
    const detail = others.length === 0 ? undefined : others.join(', ');
    return { kind: 'namespace', at: this.#documents.firstDifference(changed.id), detail };
  }

  #schema({ before, after }: AppPair): Cause | undefined {
    const ids = [...(after.schema?.dependencies ?? []), ...(before.schema?.dependencies ?? [])];
    const changed = ids.find((id) => this.#documents.isChanged(id as DocumentId));
    return changed === undefined
      ? undefined
      : { kind: 'schema', at: this.#documents.firstDifference(changed as DocumentId), detail: after.schema?.id };
  }

  #ofSettings(): Cause | undefined {
    return this.#settings === undefined ? undefined : { kind: 'settings', at: undefined, detail: this.#settings };
  }

  #anyDocument({ before, after }: AppPair): Cause | undefined {
    const ids = [...new Set([...after.dependencies, ...before.dependencies])].sort(compareKeys) as DocumentId[];
    const changed = ids.find((id) => this.#documents.isChanged(id));
    if (changed === undefined) return undefined;
    const kind = kindOf(changed);
    const told = kind === 'cascade' || kind === 'namespace' || kind === 'schema' ? kind : 'document';
    return { kind: told, at: this.#documents.firstDifference(changed) };
  }
}

/** What a cascade, or the chain of namespaces in its place, says about an app. */
function wordsOf({ plan: { layers, merge, schema } }: CompiledApp): string {
  return JSON.stringify([layers.map(({ document }) => document), merge, schema?.reference]);
}

/** Keys of the settings that differ, as they are told; undefined where none does. */
function changedSettings(base: Workspace, head: Workspace): string | undefined {
  const [old, now] = [base.settings, head.settings] as unknown as [JsonObject, JsonObject];
  const keys = Object.keys(now).filter((key) => !deepEqual(old[key] as JsonValue, now[key] as JsonValue));
  return keys.length === 0 ? undefined : keys.sort(compareKeys).join(', ');
}
