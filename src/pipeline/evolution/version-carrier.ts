import { diagnostic, type Diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import { childId, type DocumentId } from '../../model/document-id.ts';
import type { JsonValue } from '../../model/json.ts';
import { formatPointer, parsePointer, step, type Pointer } from '../../model/pointer.ts';
import { schemaVersionOf } from '../../model/schema-version.ts';
import { migrateData } from '../../migration/migrate-data.ts';
import type { Chain } from '../../migration/step.ts';
import type { BoundSchema } from '../../schema/bound-schema.ts';
import type { CompiledApp } from '../compiled-app.ts';
import { locateSchemaFinding } from '../locate-schema-finding.ts';
import type { Workspace } from '../workspace.ts';
import { dropForeignDefaults } from './drop-foreign-defaults.ts';
import { familyChain } from './family-migrations.ts';
import { versionsOf } from './family-versions.ts';
import { bindSchema } from './workspace-side.ts';

/** Carries resolved apps to another version of their schemas, and judges them by it. Takes `prepareFindings`. */
export class VersionCarrier {
  readonly #workspace: Workspace;
  readonly #version: string;
  readonly #later: Workspace | undefined;
  readonly #chains = new Map<string, Outcome<Chain | undefined>>();

  /**
   * @param version `v2`
   * @param later has versions and migrations that came after the workspace: an old commit can be carried to a new version
   */
  constructor(workspace: Workspace, version: string, later?: Workspace) {
    this.#workspace = workspace;
    this.#version = version;
    this.#later = later;
  }

  /**
   * The app as it is in the other version. One that is invalid in its own stays as it is.
   *
   * @param recorded the same app with provenance, when there is something to say of it
   */
  carry(app: CompiledApp, recorded: () => CompiledApp): CompiledApp {
    const { data, schema, status } = app;
    if (data === undefined || status === 'Invalid') return app;
    const bound = schema && schemaVersionOf(schema.id);
    if (bound === undefined) return failed(app, [unbound(app, this.#version)]);
    if (bound.version === this.#version) return app;
    const target = bindSchema(this.#sourceOf(bound.family), childId(bound.family, this.#version));
    const chain = this.#chain(bound.family, bound.version);
    if (chain.value === undefined) return failed(app, chain.diagnostics);
    if (target.value === undefined) return failed(app, target.diagnostics);
    const carried = migrateData(data, chain.value);
    if (carried.value === undefined) return failed(app, carried.diagnostics);
    return this.#judged(app, carried.value, target.value, recorded, carried.diagnostics);
  }

  #judged(
    app: CompiledApp,
    carried: JsonValue,
    schema: BoundSchema,
    recorded: () => CompiledApp,
    warnings: readonly Diagnostic[],
  ): CompiledApp {
    const fill = (each: JsonValue): JsonValue =>
      this.#workspace.settings.defaults === 'fill' ? schema.fillDefaults(each) : each;
    const context = { environment: app.plan.variables.get('environment') };
    const diagnostics = [...app.diagnostics, ...warnings];
    let data = fill(carried);
    if (!schema.isClean(data, context)) {
      const own = dropForeignDefaults(carried, schema.findings(data, context), recorded());
      if (own !== undefined) data = fill(own);
      if (own === undefined || !schema.isClean(data, context))
        diagnostics.push(...located(schema.findings(data, context), recorded()));
    }
    const invalid = diagnostics.some((finding) => finding.severity === 'error');
    return { ...app, status: invalid ? 'Invalid' : 'Valid', data, sorted: false, schema, diagnostics };
  }

  #sourceOf(family: DocumentId): Workspace {
    const isThere = versionsOf(this.#workspace, family).includes(this.#version);
    return isThere ? this.#workspace : (this.#later ?? this.#workspace);
  }

  #chain(family: DocumentId, from: string): Outcome<Chain | undefined> {
    const key = `${family} ${from}`;
    const known = this.#chains.get(key) ?? familyChain(this.#sourceOf(family), family, from, this.#version);
    this.#chains.set(key, known);
    return known;
  }
}

/** What was carried may stand elsewhere now: a finding is shown at the nearest place that both versions have. */
function located(findings: ReturnType<BoundSchema['findings']>, { data, trace }: CompiledApp): Diagnostic[] {
  if (data === undefined || trace === undefined) return [];
  return findings.map((finding) => {
    const pointer = nearestPlace(data, finding.pointer);
    const moved = pointer !== finding.pointer;
    const found = locateSchemaFinding(moved ? { ...finding, pointer, at: 'value' } : finding, trace);
    return moved ? { ...found, hint: found.hint ?? `Look at the migration, for ${finding.pointer} of the new version` } : found;
  });
}

function nearestPlace(data: JsonValue, pointer: Pointer): Pointer {
  const tokens = parsePointer(pointer) ?? [];
  let value: JsonValue = data;
  const reached: string[] = [];
  for (const token of tokens) {
    const next = step(value, token);
    if (next === undefined) break;
    reached.push(token);
    value = next;
  }
  return formatPointer(reached);
}

function failed(app: CompiledApp, found: readonly Diagnostic[]): CompiledApp {
  return { ...app, status: 'Invalid', data: undefined, diagnostics: [...app.diagnostics, ...found] };
}

function unbound({ id, schema }: CompiledApp, version: string): Diagnostic {
  const hint = 'Bind the app to a version of a schema family, or name other apps';
  return diagnostic('schema-diff/unbound-app', { app: id, schema: schema?.id ?? null, version }, { hint });
}
