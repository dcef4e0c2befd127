import type { DocumentId } from '../../model/document-id.ts';
import type { SchemaVersion } from '../../model/schema-version.ts';
import { compareVersions } from '../../workspace/document-index.ts';
import type { Workspace } from '../workspace.ts';

/** Written `v2`, the oldest first. */
export function versionsOf({ index }: Workspace, family: DocumentId): string[] {
  return (index.versions.get(family) ?? []).map((number) => `v${number}`);
}

export function versionBefore(workspace: Workspace, { family, version }: SchemaVersion): string | undefined {
  return earlierVersions(workspace, { family, version }).at(-1);
}

/** The oldest first. */
export function earlierVersions(workspace: Workspace, { family, version }: SchemaVersion): string[] {
  const number = version.slice(1);
  return versionsOf(workspace, family).filter((each) => compareVersions(each.slice(1), number) < 0);
}
