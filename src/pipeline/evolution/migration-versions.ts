import { diagnostic, type Diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import type { DocumentId } from '../../model/document-id.ts';
import { schemaVersionOf, versionName } from '../../model/schema-version.ts';
import type { Workspace } from '../workspace.ts';
import { badVersion } from './bad-version-name.ts';
import { versionsOf } from './family-versions.ts';
import type { MigrationRequest } from './migration-scope.ts';
import { readSideName } from './side-name.ts';
import { unknownFamily } from './unknown-family.ts';

export interface TypedMigration {
  /** A family, or a version of one. */
  readonly id: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** What is to be carried over; all where nothing is named. */
  readonly only: readonly string[];
}

/** What is to be carried where, as far as the names say so. */
export function migrationVersions(workspace: Workspace, typed: TypedMigration): Outcome<MigrationRequest | undefined> {
  const written = typed.id.replace(/^\//, '').replace(/\/$/, '');
  const name = readSideName(written);
  if (name.kind === 'bad-version') return refused(badVersion(name.version, written));
  const text = name.kind === 'version' ? `${name.family}/${name.version}` : written;
  const named = [text, `schemas/${text}`].map(
    (each) => schemaVersionOf(each) ?? { family: each as DocumentId, version: undefined },
  );
  const found = named.find(({ family }) => workspace.index.versions.has(family));
  if (found === undefined) return refused(unknownFamily(text, [...workspace.index.versions.keys()]));
  const versions = versionsOf(workspace, found.family);
  const to = typed.to ?? found.version ?? versions.at(-1) ?? '';
  const problems: Diagnostic[] = [];
  const read = (written: string, option: string): string => {
    const version = versionName(written);
    if (version === undefined) problems.push(badVersion(written, option));
    else if (!versions.includes(version)) problems.push(unknownVersion(found.family, version, versions));
    return version ?? '';
  };
  const request = {
    family: found.family,
    to: read(to, `--to ${to}`),
    from: typed.from === undefined ? undefined : read(typed.from, `--from ${typed.from}`),
    only: typed.only,
  };
  return problems.length > 0 ? { value: undefined, diagnostics: problems } : { value: request, diagnostics: [] };
}

function unknownVersion(family: DocumentId, version: string, known: readonly string[]): Diagnostic {
  return diagnostic('migration/unknown-version', { family, version, known }, { hint: `Name one of ${known.join(', ')}` });
}

function refused(finding: Diagnostic): Outcome<undefined> {
  return { value: undefined, diagnostics: [finding] };
}
