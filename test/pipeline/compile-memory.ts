import { expect } from 'vitest';
import type { Finding } from '../../src/diagnostics/finding.ts';
import { canonicalJson, compareKeys } from '../../src/model/canonical-json.ts';
import type { DocumentId } from '../../src/model/document-id.ts';
import type { JsonObject, JsonValue } from '../../src/model/json.ts';
import type { CompiledApp } from '../../src/pipeline/compiled-app.ts';
import { Compilers } from '../../src/pipeline/build-apps.ts';
import { FindingCollector } from '../../src/pipeline/collect-findings.ts';
import { toFindings } from '../../src/pipeline/to-findings.ts';
import type { Workspace } from '../../src/pipeline/workspace.ts';
import { memoryWorkspace, type Files } from './memory-workspace.ts';
import type { StrategiesOfSchemas } from './strategies-only-port.ts';

export interface CompiledMemory {
  readonly workspace: Workspace;
  /** Compiled with provenance, by id. */
  readonly apps: ReadonlyMap<string, CompiledApp>;
  /** Findings of the tree and of all apps: `code file:line:column`, in the order of printing. */
  readonly findings: readonly string[];
  readonly details: readonly Finding[];
  data(app: string): JsonValue | undefined;
}

/**
 * Compiles every app, with and without provenance, all in one run and each in a run of its own, and holds the results
 * against each other: what a compilation says may depend neither on recording nor on what was compiled before.
 *
 * @param only ids of the apps to compile; all by default
 */
export async function compileMemory(
  files: Files,
  settings: JsonObject = {},
  schemas: StrategiesOfSchemas = {},
  only: readonly string[] | undefined = undefined,
): Promise<CompiledMemory> {
  const open = (): Workspace => memoryWorkspace(files, settings, schemas);
  const workspace = open();
  const together = await compileAll(workspace, only);
  for (const [id, pair] of together) {
    checkPair(pair);
    checkPair(await compileAlone(open(), id, pair.recorded));
  }
  const apps = new Map([...together].map(([id, pair]) => [id as string, pair.recorded]));
  const details = findingsOf(workspace, [...apps.values()]);
  return { workspace, apps, details, findings: details.map(summary), data: (app) => apps.get(app)?.data };
}

interface Pair {
  readonly fast: CompiledApp;
  readonly recorded: CompiledApp;
}

async function compileAll(workspace: Workspace, only: readonly string[] | undefined): Promise<Map<DocumentId, Pair>> {
  const compilers = await prepared(workspace);
  const ids = workspace.structure.some((each) => each.severity === 'error') ? [] : workspace.index.apps;
  return new Map(
    (only === undefined ? ids : ids.filter((id) => only.includes(id))).map((id) => [id, compilePair(compilers, id)]),
  );
}

async function compileAlone(workspace: Workspace, id: DocumentId, together: CompiledApp): Promise<Pair> {
  const pair = compilePair(await prepared(workspace), id);
  expect(outcomeOf(pair.recorded), `${id} alone and with others`).toEqual(outcomeOf(together));
  return pair;
}

async function prepared(workspace: Workspace): Promise<Compilers> {
  await workspace.prepare();
  await workspace.prepareFindings();
  return new Compilers(workspace);
}

function compilePair({ fast, recording }: Compilers, id: DocumentId): Pair {
  return { fast: fast.compile(id), recorded: recording.compile(id) };
}

function outcomeOf(app: CompiledApp): Record<string, unknown> {
  const { status, data, dependencies } = app;
  const found = findingsOf(undefined, [app]);
  const circular = found.some((each) => each.code === 'resolver/cycle');
  // What else is told of the documents of a circle depends on where it was entered first.
  const findings = circular ? ['a circle'] : found.map((each) => `${summary(each)} ${each.message}`);
  // An invalid app is compiled again in every run, whatever it depends on.
  const needed = status === 'Invalid' ? [] : [...dependencies].sort(compareKeys);
  return { status, data: data === undefined ? undefined : canonicalJson(data), dependencies: needed, findings };
}

function checkPair({ fast, recorded }: Pair): void {
  const { id } = recorded;
  const told = recorded.diagnostics.length > 0 || recorded.status === 'Invalid';
  if (told) expect(fast.suspect, `${id} is suspect without recording`).toBe(true);
  if (!fast.suspect) {
    expect(fast.status, id).toBe(recorded.status);
    expect([...fast.dependencies].sort(compareKeys), id).toEqual([...recorded.dependencies].sort(compareKeys));
  }
  if (recorded.data === undefined) return;
  expect(fast.sorted, id).toBe(recorded.sorted);
  const canonical = canonicalJson(recorded.data);
  if (canonicalJson(fast.data as JsonValue) !== canonical) expect(fast.data, `${id} without recording`).toEqual(recorded.data);
  if (recorded.sorted) expect(JSON.stringify(recorded.data) === canonical, `${id} in the order of its keys`).toBe(true);
  if (recorded.sorted) expect(JSON.stringify(fast.data) === canonical, `${id} in the order of its keys`).toBe(true);
}

function findingsOf(workspace: Workspace | undefined, apps: readonly CompiledApp[]): readonly Finding[] {
  const collector = new FindingCollector();
  if (workspace !== undefined) collector.addAll(workspace.structure);
  for (const app of apps) collector.addAll(app.diagnostics, app.id);
  return toFindings(collector.collected);
}

function summary({ code, place }: Finding): string {
  return place === undefined ? code : `${code} ${place.file}:${place.line}:${place.column}`;
}
