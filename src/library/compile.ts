import type { DocumentId } from '../model/document-id.ts';
import type { JsonValue } from '../model/json.ts';
import type { CompiledApp as InnerApp } from '../pipeline/compiled-app.ts';
import { Compilers } from '../pipeline/build-apps.ts';
import { FindingCollector } from '../pipeline/collect-findings.ts';
import { selectApps } from '../pipeline/select-apps.ts';
import { ConfmanError } from './confman-error.ts';
import { innerWorkspace, type Workspace } from './open-workspace.ts';
import type { PublicFinding } from './public-finding.ts';
import { fromCollected, publicFindings } from './public-findings.ts';

export interface CompileOptions {
  /** Ids, or patterns such as `apps/billing/*`; all apps by default. */
  readonly apps?: readonly string[];
}

export interface CompiledApp {
  readonly id: string;
  /** `NotValidated` means that no schema is bound. */
  readonly status: 'Valid' | 'Invalid' | 'NotValidated';
  /** Keys in code-unit order; undefined where the app could not be put together. */
  readonly data: JsonValue | undefined;
  /** Id of the schema version that it was judged by. */
  readonly schema: string | undefined;
  /** Ids of the documents that were merged, in order. */
  readonly layers: readonly string[];
}

const inner = Symbol('compilation');

/** A finished compilation; it can be asked, and computes nothing anew. */
export interface Compilation {
  /** There is no error among the findings. */
  readonly ok: boolean;
  /** By id, in order. */
  readonly apps: ReadonlyMap<string, CompiledApp>;
  readonly findings: readonly PublicFinding[];
  /** For confman alone. */
  readonly [inner]: ReadonlyMap<string, InnerApp>;
}

/**
 * Compiles apps with the provenance of every value. Nothing is written.
 *
 * @throws ConfmanError where a named app does not exist
 */
export async function compile(workspace: Workspace, options: CompileOptions = {}): Promise<Compilation> {
  const opened = innerWorkspace(workspace);
  const { value: ids, diagnostics } = selectApps(opened.index.apps, options.apps ?? [], opened.roots);
  if (diagnostics.length > 0) throw new ConfmanError(publicFindings(diagnostics));
  await opened.prepareFindings();
  const { recording } = new Compilers(opened);
  const compiled = new Map(ids.map((id: DocumentId) => [id as string, recording.compile(id)]));
  const collector = new FindingCollector(opened.settings.limits.diagnostics);
  for (const app of compiled.values()) collector.addAll(app.diagnostics, app.id);
  const findings = fromCollected(collector.collected, opened.settings.secretSchemes);
  const apps = new Map([...compiled].map(([id, app]) => [id, publicApp(app)]));
  return { ok: findings.every((finding) => finding.severity !== 'error'), apps, findings, [inner]: compiled };
}

function publicApp({ id, status, data, schema, plan }: InnerApp): CompiledApp {
  return { id, status, data, schema: schema?.id, layers: plan.layers.map((layer) => layer.document) };
}

export function innerApp(compilation: Compilation, id: string): InnerApp | undefined {
  return compilation[inner].get(id);
}
