import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import type { ChangeGroup, EffectiveView } from '../../effective-diff/effective-view.ts';
import { isNamedDifference, type AppNames } from '../../effective-diff/named-difference.ts';
import type { ValueChange } from '../../effective-diff/value-change.ts';
import { compareKeys } from '../../model/canonical-json.ts';
import type { DocumentId } from '../../model/document-id.ts';
import { parsePointer, type Pointer } from '../../model/pointer.ts';
import { siteOf, traceAt } from '../../model/provenance.ts';
import type { Site } from '../../model/source.ts';
import type { CompiledApp } from '../compiled-app.ts';
import { Compilers } from '../build-apps.ts';
import { FindingCollector } from '../collect-findings.ts';
import { selectApps } from '../select-apps.ts';
import { toFindings } from '../to-findings.ts';
import type { Workspace } from '../workspace.ts';
import { appChanges } from './app-changes.ts';
import { schemaOf, statusOf } from './app-status.ts';
import type { Cause } from './find-cause.ts';
import { ChangeGroups } from './group-changes.ts';
import { FieldGroups } from './group-fields.ts';
import { isWanted } from './is-wanted.ts';
import { ShownValues } from './shown-values.ts';

/**
 * What is different between two apps of one workspace. Texts that differ by what the apps are called alone are told apart.
 *
 * @param names of the two apps
 * @returns no value where there is no such app, or the tree as a whole cannot be trusted
 */
export async function compareApps(
  workspace: Workspace,
  names: readonly [string, string],
  pointers: readonly Pointer[],
): Promise<Outcome<EffectiveView | undefined>> {
  const broken = workspace.structure.filter(({ severity }) => severity === 'error');
  if (broken.length > 0) return { value: undefined, diagnostics: broken };
  const found = names.map((name) => selectApps(workspace.index.apps, [name], workspace.roots));
  const problems: Diagnostic[] = found.flatMap(({ diagnostics }) => diagnostics);
  const [first, second] = found.map(({ value }) => value[0]);
  if (first === undefined || second === undefined) return { value: undefined, diagnostics: problems };
  await workspace.prepareFindings();
  const { recording } = new Compilers(workspace);
  return { value: viewOf(workspace, recording.compile(first), recording.compile(second), pointers), diagnostics: [] };
}

function viewOf(workspace: Workspace, before: CompiledApp, after: CompiledApp, pointers: readonly Pointer[]): EffectiveView {
  const { secretSchemes, limits } = workspace.settings;
  const shown = new ShownValues([before, after], secretSchemes);
  const [changes, named] = [new ChangeGroups(), new ChangeGroups()];
  const [schemas, validity] = [new FieldGroups<string | null>(), new FieldGroups<ReturnType<typeof statusOf>>()];
  const own = appNames(before, after);
  for (const { change } of appChanges(before, after) ?? []) {
    if (!isWanted(change, pointers)) continue;
    const byName = change.kind === 'changed' && isNamedDifference(change.before, change.after, own.before, own.after);
    (byName ? named : changes).add(after.id, change, originOf(change, before, after), shown);
  }
  schemas.add(after.id, schemaOf(before), schemaOf(after));
  validity.add(after.id, statusOf(before), statusOf(after));
  const findings = new FindingCollector(limits.diagnostics);
  if (statusOf(before) !== statusOf(after)) for (const app of [before, after]) findings.addAll(errorsOf(app), after.id);
  return {
    command: 'compare',
    base: { name: before.id, commit: null },
    head: { name: after.id, commit: null },
    pointers,
    compared: 1,
    changed: changes.groups.length + schemas.groups.length + validity.groups.length > 0 ? [after.id] : [],
    changes: changes.groups.toSorted(byPath),
    cut: changes.cut + named.cut,
    schemas: schemas.groups,
    validity: validity.groups,
    findings: toFindings(findings.collected, secretSchemes),
    added: [],
    removed: [],
    unknown: brokenOf(before, after),
    named: named.groups.toSorted(byPath),
  };
}

function byPath(a: ChangeGroup, b: ChangeGroup): number {
  return compareKeys(a.path, b.path);
}

function errorsOf({ diagnostics }: CompiledApp): Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'error');
}

/** Where one of them has no values there is nothing to compare. */
function brokenOf(...apps: readonly CompiledApp[]): DocumentId[] {
  return [...new Set(apps.filter(({ data }) => data === undefined).map(({ id }) => id))].sort(compareKeys);
}

/** Names that both have, of the app itself and of what its cascade captured; variables are not about this app alone. */
function appNames(before: CompiledApp, after: CompiledApp): { readonly before: AppNames; readonly after: AppNames } {
  const inherited = new Set([...varNames(before), ...varNames(after)]);
  const names = before.plan.variables.names.filter(
    (name) => after.plan.variables.get(name) !== undefined && (name === 'app' || name === 'name' || !inherited.has(name)),
  );
  const first = ['app', 'name', ...names.filter((name) => name !== 'app' && name !== 'name')];
  const of = ({ plan }: CompiledApp): AppNames => first.map((name) => [name, plan.variables.get(name) ?? '']);
  return { before: of(before), after: of(after) };
}

function varNames({ plan }: CompiledApp): string[] {
  return Object.keys(plan.scope.vars);
}

function originOf(change: ValueChange, before: CompiledApp, after: CompiledApp): Cause {
  const old = change.kind === 'added' ? undefined : siteAt(before, change.oldPointer);
  const now = change.kind === 'removed' ? undefined : siteAt(after, change.newPointer);
  if (now === undefined) return { kind: 'origin', at: old && { side: 'base', site: old } };
  if (old === undefined || isSamePlace(old, now)) return { kind: 'origin', at: { side: 'head', site: now } };
  return { kind: 'origin', at: { side: 'base', site: old }, now };
}

function siteAt({ trace }: CompiledApp, pointer: Pointer): Site | undefined {
  return trace && siteOf(traceAt(trace, parsePointer(pointer) ?? []).origin);
}

function isSamePlace(a: Site, b: Site): boolean {
  return a.source.path === b.source.path && a.pointer === b.pointer;
}
