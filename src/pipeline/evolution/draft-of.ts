import { diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import { childId } from '../../model/document-id.ts';
import { draftMigration } from '../../migration/draft-migration.ts';
import { compareSchemas } from '../../schema-diff/compare-schemas.ts';
import { compareVersions } from '../../workspace/document-index.ts';
import { inRepository } from '../../workspace/find-workspace.ts';
import type { Workspace } from '../workspace.ts';
import { versionBefore } from './family-versions.ts';
import type { MigrationRequest } from './migration-scope.ts';
import { workspaceSide } from './workspace-side.ts';

export interface MigrationDraft {
  /** Relative to the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/** A migration between two versions, as far as what changed between them says what to do. */
export async function draftOf(
  workspace: Workspace,
  { family, from, to }: MigrationRequest,
): Promise<Outcome<MigrationDraft | undefined>> {
  await workspace.prepareFindings();
  const before = from ?? versionBefore(workspace, { family, version: to });
  if (before === undefined || before === to) {
    const hint = 'Name another version with --from';
    return { value: undefined, diagnostics: [diagnostic('migration/nothing-before', { family, version: to }, { hint })] };
  }
  const [older, newer] = compareVersions(before.slice(1), to.slice(1)) < 0 ? [before, to] : [to, before];
  const [old, now] = [workspaceSide(workspace, childId(family, older)), workspaceSide(workspace, childId(family, newer))];
  const diagnostics = [...old.diagnostics, ...now.diagnostics];
  if (old.value === undefined || now.value === undefined) return { value: undefined, diagnostics };
  const { changes } = compareSchemas(old.value.world, now.value.world);
  const folder = inRepository(workspace.location, workspace.settings.schemas);
  const path = `${folder}/${family.slice('schemas/'.length)}/${older}-${newer}.migration.json5`;
  return { value: { path, text: draftMigration(changes) }, diagnostics };
}
