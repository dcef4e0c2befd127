import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { FindingCollector, type Collected } from '../collect-findings.ts';
import type { Workspace } from '../workspace.ts';
import { migrationScope, type MigrationRequest, type MigrationScope } from './migration-scope.ts';
import { rewriteLayers, type RewrittenDocument } from './rewrite-layers.ts';
import { verifyLayers } from './verify-layers.ts';

export interface PlannedMigration {
  readonly scope: MigrationScope | undefined;
  /** Sorted by path. Empty where nothing is to be done, or nothing may be. */
  readonly documents: readonly RewrittenDocument[];
  readonly findings: readonly Collected[];
  /** Everything can be rewritten, and gives what was meant. */
  readonly ok: boolean;
}

/** Carries the documents of a family to another version, as far as that can be done without writing anything. */
export async function planMigration(workspace: Workspace, request: MigrationRequest): Promise<PlannedMigration> {
  await workspace.prepareFindings();
  const broken = workspace.structure.filter((each) => each.severity === 'error');
  if (broken.length > 0) return refused(undefined, broken);
  const { value: scope, diagnostics } = await migrationScope(workspace, request);
  if (scope === undefined) return refused(undefined, diagnostics);
  const rewritten = rewriteLayers(workspace, scope);
  const said = [...diagnostics, ...rewritten.diagnostics];
  if (rewritten.value === undefined) return refused(scope, said);
  const verified = await verifyLayers(workspace, scope, rewritten.value);
  const findings = new FindingCollector();
  findings.addAll(said);
  const all = [...findings.collected, ...verified];
  const ok = all.every(({ diagnostic: { severity } }) => severity !== 'error');
  return { scope, documents: rewritten.value, findings: all, ok };
}

function refused(scope: MigrationScope | undefined, diagnostics: readonly Diagnostic[]): PlannedMigration {
  const findings = new FindingCollector();
  findings.addAll(diagnostics);
  return { scope, documents: [], findings: findings.collected, ok: false };
}
