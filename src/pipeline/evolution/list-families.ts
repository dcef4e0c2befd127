import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import { compareKeys } from '../../model/canonical-json.ts';
import { childId, kindOf, parentOf, type DocumentId } from '../../model/document-id.ts';
import { deepEqual } from '../../model/json.ts';
import type { Family } from '../../schema-diff/retention/family.ts';
import { compareVersions } from '../../workspace/document-index.ts';
import { listApps } from '../list-apps.ts';
import type { Workspace } from '../workspace.ts';
import { familyOf } from './family-documents.ts';
import type { VersionSequences } from './version-sequences.ts';

/** How a version stands to the protected branch; `unknown` where there is nothing to compare with. */
export type VersionStatus = 'kept' | 'new' | 'edited' | 'removed' | 'unknown';

export interface ListedVersion {
  readonly id: DocumentId;
  /** `v2` */
  readonly version: string;
  readonly status: VersionStatus;
  /** How many apps are bound to it. */
  readonly apps: number;
  /** The schema sequence that it came with; undefined where it is not on the protected branch, or that is not known. */
  readonly schemaSequence: number | undefined;
}

export interface ListedFamily extends Family {
  readonly id: DocumentId;
  readonly versions: readonly ListedVersion[];
}

/** The families of a workspace, sorted, each with its versions, the oldest first. */
export async function listFamilies(
  workspace: Workspace,
  bases: readonly Workspace[],
  sequences: VersionSequences | undefined,
): Promise<Outcome<readonly ListedFamily[]>> {
  await workspace.prepareFindings();
  const bound = new Map<string, number>();
  for (const { schema } of await listApps(workspace, workspace.index.apps))
    if (schema !== undefined) bound.set(schema, (bound.get(schema) ?? 0) + 1);
  const diagnostics: Diagnostic[] = [];
  const value = familyIds(workspace, ...bases).map((id): ListedFamily => {
    const family = familyOf(workspace, id);
    diagnostics.push(...family.diagnostics);
    const versions = versionsOf(id, workspace, ...bases).map((number): ListedVersion => {
      const version = `v${number}`;
      const schema = childId(id, version);
      const status = statusOf(schema, workspace, bases);
      return { id: schema, version, status, apps: bound.get(schema) ?? 0, schemaSequence: sequences?.cameAt.get(schema) };
    });
    return { id, ...family.value, versions };
  });
  return { value, diagnostics };
}

/** Of both states, since a family can be gone as a whole; those with a family document and no version yet are among them. */
export function familyIds(...workspaces: readonly Workspace[]): DocumentId[] {
  const ids = new Set<DocumentId>();
  for (const { index } of workspaces) {
    for (const id of index.versions.keys()) ids.add(id);
    for (const id of index.files.keys()) if (kindOf(id) === 'family') ids.add(parentOf(id) as DocumentId);
  }
  return [...ids].sort(compareKeys);
}

function versionsOf(family: DocumentId, ...workspaces: readonly Workspace[]): string[] {
  return [...new Set(workspaces.flatMap(({ index }) => index.versions.get(family) ?? []))].sort(compareVersions);
}

function statusOf(schema: DocumentId, workspace: Workspace, bases: readonly Workspace[]): VersionStatus {
  if (bases.length === 0) return 'unknown';
  const having = bases.filter(({ index }) => index.files.has(schema));
  if (having.length === 0) return 'new';
  if (!workspace.index.files.has(schema)) return 'removed';
  return having.every((base) => isSameDocument(schema, base, workspace)) ? 'kept' : 'edited';
}

/** Whether a document says the same in two states: comments, layout and the order of keys do not matter. */
export function isSameDocument(id: DocumentId, before: Workspace, after: Workspace): boolean {
  const [old, now] = [before.store.get(id), after.store.get(id)];
  if (old === undefined || now === undefined) return false;
  if (old.oid !== '' && old.oid === now.oid) return true;
  if (old.parsed === undefined || now.parsed === undefined) return false;
  return deepEqual(old.parsed.value, now.parsed.value);
}
