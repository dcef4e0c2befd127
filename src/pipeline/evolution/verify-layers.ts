import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { kindOf, type DocumentId } from '../../model/document-id.ts';
import { firstDifference } from '../../model/first-difference.ts';
import type { JsonValue } from '../../model/json.ts';
import { migrateData } from '../../migration/migrate-data.ts';
import type { Chain } from '../../migration/step.ts';
import { overlayTree } from '../../workspace/overlay-tree.ts';
import type { CompiledApp } from '../compiled-app.ts';
import { buildApps, Compilers } from '../build-apps.ts';
import { loadSchemaPort } from '../load-schema-port.ts';
import { Workspace } from '../workspace.ts';
import { FindingCollector, type Collected } from '../collect-findings.ts';
import type { MigrationScope } from './migration-scope.ts';
import type { RewrittenDocument } from './rewrite-layers.ts';

/**
 * Whether the rewritten documents give what was meant: every app that was valid still is, no app changes that was not to, and
 * the layers merge to what the resolved data become when they are carried over as a whole.
 */
export async function verifyLayers(
  workspace: Workspace,
  scope: MigrationScope,
  documents: readonly RewrittenDocument[],
): Promise<readonly Collected[]> {
  const findings = new FindingCollector();
  const before = await compileAll(workspace, workspace.index.apps, ({ status, dependencies }) => ({ status, dependencies }));
  findings.addAll(sharedDocuments(scope, documents, before));
  // What others make of these documents would only say the same again.
  if (findings.collected.length > 0) return findings.collected;
  const after = withTexts(workspace, documents, workspace.settings.defaults);
  await after.prepareFindings();
  await buildApps(after, new Compilers(after), after.index.apps, (app) => {
    if (app.status !== 'Invalid' || before.get(app.id)?.status === 'Invalid') return;
    findings.addAll(
      app.diagnostics.filter((each) => each.severity === 'error'),
      app.id,
    );
  });
  const inScope = scope.apps.map(({ id }) => id);
  if (findings.collected.length === 0) findings.addAll(await otherResults(workspace, inScope, scope.chain, documents));
  const isInScope = new Set(inScope);
  const others = underCascades(documents, before).filter((id) => !isInScope.has(id));
  if (findings.collected.length === 0) findings.addAll(await otherResults(workspace, others, [], documents));
  return findings.collected;
}

/** Apps of the cascades that were rewritten. */
function underCascades(
  documents: readonly RewrittenDocument[],
  before: ReadonlyMap<DocumentId, Pick<CompiledApp, 'dependencies'>>,
): DocumentId[] {
  const cascades = documents.map(({ id }) => id).filter((id) => kindOf(id) === 'cascade');
  if (cascades.length === 0) return [];
  return [...before].filter(([, { dependencies }]) => cascades.some((id) => dependencies.includes(id))).map(([id]) => id);
}

/** Without the defaults of either version: what no layer says is nothing that layers could carry. */
async function otherResults(
  workspace: Workspace,
  ids: readonly DocumentId[],
  chain: Chain,
  documents: readonly RewrittenDocument[],
): Promise<Diagnostic[]> {
  const old = await compileAll(withTexts(workspace, [], 'ignore'), ids, ({ data }) => data);
  const now = await compileAll(withTexts(workspace, documents, 'ignore'), ids, ({ data }) => data);
  return ids.flatMap((id) => {
    const [before, after] = [old.get(id), now.get(id)];
    const carried: JsonValue | undefined = before === undefined ? undefined : migrateData(before, chain).value;
    if (carried === undefined || after === undefined) return [];
    const pointer = firstDifference(carried, after);
    return pointer === undefined ? [] : [otherResult(id, pointer)];
  });
}

async function compileAll<T>(
  workspace: Workspace,
  apps: readonly DocumentId[],
  take: (app: CompiledApp) => T,
): Promise<ReadonlyMap<DocumentId, T>> {
  const taken = new Map<DocumentId, T>();
  await workspace.prepareFindings();
  await buildApps(workspace, new Compilers(workspace), apps, (app) => taken.set(app.id, take(app)));
  return taken;
}

function withTexts(
  workspace: Workspace,
  documents: readonly RewrittenDocument[],
  defaults: Workspace['settings']['defaults'],
): Workspace {
  const { location, roots, settings } = workspace;
  const tree = overlayTree(workspace.tree, new Map(documents.map(({ path, after }) => [path, after])));
  return new Workspace({ location, settings: { ...settings, defaults }, roots, tree, schemas: loadSchemaPort });
}

/** Layers and fragments that apps of other versions or families are made of, too. */
function sharedDocuments(
  { apps, family, isPart }: MigrationScope,
  documents: readonly RewrittenDocument[],
  before: ReadonlyMap<DocumentId, Pick<CompiledApp, 'dependencies'>>,
): Diagnostic[] {
  const inside = new Set(apps.map(({ id }) => id));
  return documents
    .filter(({ isData }) => isData)
    .flatMap(({ id, path, before: text }) => {
      const others = [...before].filter(([app, { dependencies }]) => !inside.has(app) && dependencies.includes(id));
      if (others.length === 0) return [];
      const site = { source: { path, format: 'json5', text }, pointer: '', at: { start: 0, end: 0 } } as const;
      const hint = isPart
        ? 'Name those apps, too, or move what is carried over into a layer of its own apps first'
        : `Move what ${family} needs into a layer of its own apps first`;
      const names = others.map(([app]) => app).sort();
      return [diagnostic('migration/shared-document', { document: id, apps: names, family }, { site, hint })];
    });
}

function otherResult(app: DocumentId, pointer: string): Diagnostic {
  const hint = 'Look at the merge strategies and final pointers of its cascade, and at directives in its layers';
  return diagnostic('migration/other-result', { app, pointer }, { hint });
}
