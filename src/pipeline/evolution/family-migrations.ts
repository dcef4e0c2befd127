import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import { compareKeys } from '../../model/canonical-json.ts';
import { kindOf, parentOf, type DocumentId } from '../../model/document-id.ts';
import { chainBetween } from '../../migration/chain.ts';
import type { Migration } from '../../migration/migration.ts';
import { readMigration } from '../../migration/read-migration.ts';
import type { Chain } from '../../migration/step.ts';
import type { Workspace } from '../workspace.ts';
import { versionsOf } from './family-versions.ts';

/** The migrations between the versions of a family, as its documents have them. */
export function migrationsOf(workspace: Workspace, family: DocumentId): Outcome<readonly Migration[]> {
  const value: Migration[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const id of migrationIds(workspace, family)) {
    const read = readMigrationDocument(workspace, id);
    diagnostics.push(...read.diagnostics);
    if (read.value !== undefined) value.push(read.value);
  }
  return { value, diagnostics };
}

/** Sorted. */
export function migrationIds({ index }: Workspace, family: DocumentId): DocumentId[] {
  return [...index.files.keys()].filter((id) => kindOf(id) === 'migration' && parentOf(id) === family).sort(compareKeys);
}

export function readMigrationDocument({ store }: Workspace, id: DocumentId): Outcome<Migration | undefined> {
  const loaded = store.get(id);
  if (loaded?.parsed === undefined) return { value: undefined, diagnostics: loaded?.diagnostics ?? [] };
  const { value, diagnostics } = readMigration({ id, source: loaded.source, value: loaded.parsed.value });
  return { value, diagnostics: [...loaded.diagnostics, ...diagnostics] };
}

/** The steps that lead from one version of a family to another, in either direction. Versions are written `v2`. */
export function familyChain(workspace: Workspace, family: DocumentId, from: string, to: string): Outcome<Chain | undefined> {
  const migrations = migrationsOf(workspace, family);
  const chain = chainBetween(family, versionsOf(workspace, family), migrations.value, from, to);
  // A migration that is broken is the reason of a link that is missing.
  const broken = chain.value === undefined ? migrations.diagnostics : [];
  return { value: chain.value, diagnostics: [...broken, ...chain.diagnostics] };
}
