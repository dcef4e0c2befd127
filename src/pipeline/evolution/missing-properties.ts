import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { DocumentId } from '../../model/document-id.ts';
import { isArray, isObject, type JsonValue } from '../../model/json.ts';
import { childPointer, parsePointer, step, valueAt } from '../../model/pointer.ts';
import type { Site } from '../../model/source.ts';
import type { SchemaFinding } from '../../schema/schema-finding.ts';
import type { CompiledApp } from '../compiled-app.ts';
import { FindingCollector, type Collected } from '../collect-findings.ts';
import { locateSchemaFinding } from '../locate-schema-finding.ts';
import type { Workspace } from '../workspace.ts';

interface Missing {
  readonly app: DocumentId;
  readonly plan: CompiledApp['plan'];
  /** As it is told of this app alone. */
  readonly alone: Diagnostic;
}

interface Cause {
  readonly finding: SchemaFinding;
  readonly apps: Missing[];
}

/**
 * Required properties that several apps lack. What is missing has no line: told of each app by itself it would be as many
 * findings as there are apps, each at the app's last layer, and one cause.
 */
export class MissingProperties {
  readonly #workspace: Workspace;
  readonly #causes = new Map<string, Cause>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** @returns the errors of an app that are told by themselves */
  note(app: CompiledApp): readonly Diagnostic[] {
    const errors = app.diagnostics.filter(({ severity }) => severity === 'error');
    const { data, schema, trace, plan } = app;
    if (data === undefined || schema === undefined || trace === undefined) return errors;
    const told = new Map(errors.filter(({ code }) => code === 'schema/required').map((each) => [keyOf(each), each]));
    if (told.size === 0) return errors;
    const noted = new Set<Diagnostic>();
    for (const finding of schema.findings(data, { environment: plan.variables.get('environment') })) {
      if (finding.code !== 'schema/required' || isInArray(data, finding.pointer)) continue;
      const alone = told.get(keyOf(locateSchemaFinding(finding, trace, schema)));
      if (alone === undefined || noted.has(alone)) continue;
      noted.add(alone);
      this.#noteCause(finding, { app: app.id, plan, alone });
    }
    return errors.filter((each) => !noted.has(each));
  }

  #noteCause(finding: SchemaFinding, missing: Missing): void {
    const { pointer, args, schemaSite } = finding;
    const key = JSON.stringify([pointer, args, schemaSite?.source.path, schemaSite?.pointer]);
    const cause = this.#causes.get(key);
    if (cause === undefined) this.#causes.set(key, { finding, apps: [missing] });
    else cause.apps.push(missing);
  }

  /** @param total how many apps were judged */
  collected(total: number): readonly Collected[] {
    const findings = new FindingCollector();
    for (const cause of this.#causes.values()) {
      const together = new Set(cause.apps.map(({ alone }) => keyOf(alone))).size > 1 ? this.#told(cause, total) : undefined;
      for (const { app, alone } of cause.apps) findings.add(together ?? alone, app);
    }
    return findings.collected;
  }

  #told({ finding, apps }: Cause, total: number): Diagnostic {
    const { site, hint } = this.#place(finding, apps);
    const args = {
      pointer: childPointer(finding.pointer, String(finding.args['property'])),
      because: String(finding.args['because'] ?? ''),
      failing: apps.length,
      total,
    };
    const { schemaSite } = finding;
    const related =
      schemaSite === undefined || schemaSite === site ? [] : [{ site: schemaSite, message: 'the schema says so here' }];
    const secrets = distinct(apps.flatMap(({ alone }) => alone.secrets ?? []));
    const holders = distinct(apps.flatMap(({ alone }) => alone.holders ?? []));
    const own = finding.secret && site !== undefined ? [{ ...site, at: 'value' as const }] : [];
    return {
      ...diagnostic('schema-diff/missing-in-apps', args, { site, related, hint, secrets }),
      holders: [...holders, ...own],
    };
  }

  /** The object in the last layer that all of the apps have; else their cascade; else what the schema says. */
  #place({ pointer, schemaSite }: SchemaFinding, apps: readonly Missing[]): { site: Site | undefined; hint: string } {
    const tokens = parsePointer(pointer) ?? [];
    for (const id of sharedLayers(apps).toReversed()) {
      const loaded = this.#workspace.store.get(id);
      const value = loaded?.parsed && valueAt(loaded.parsed.value, tokens);
      if (loaded === undefined || value === undefined || !isObject(value)) continue;
      const site = { source: loaded.source, pointer, at: pointer === '' ? { start: 0, end: 0 } : ('key' as const) };
      return { site, hint: `Set it in ${id}, which all of them have, or in each of them` };
    }
    const [cascade] = apps[0]?.plan.cascades ?? [];
    const source = cascade && this.#workspace.store.get(cascade.id)?.source;
    if (source !== undefined && apps.every(({ plan }) => plan.cascades[0]?.id === cascade?.id)) {
      const site = { source, pointer: '', at: { start: 0, end: 0 } };
      return { site, hint: `Set it in a layer of ${cascade?.id}, or in each of them` };
    }
    return { site: schemaSite, hint: 'Set it in each of them, or give it a default in the schema' };
  }
}

/** In merging order. */
function sharedLayers([first, ...others]: readonly Missing[]): readonly DocumentId[] {
  let shared = first?.plan.layers.map(({ document }) => document) ?? [];
  for (const { plan } of others) {
    const own = new Set(plan.layers.map(({ document }) => document));
    shared = shared.filter((id) => own.has(id));
    if (shared.length === 0) break;
  }
  return shared;
}

/** Elements are counted, not named: those of two apps at one index have nothing in common. */
function isInArray(data: JsonValue, pointer: string): boolean {
  let value: JsonValue | undefined = data;
  for (const token of parsePointer(pointer) ?? []) {
    if (value === undefined || isArray(value)) break;
    value = step(value, token);
  }
  return value !== undefined && isArray(value);
}

function keyOf({ args, site, code }: Diagnostic): string {
  return JSON.stringify([code, args, site?.source.path, site?.pointer]);
}

function distinct(sites: readonly Site[]): Site[] {
  return [...new Map(sites.map((site) => [`${site.source.path}#${site.pointer}`, site])).values()];
}
