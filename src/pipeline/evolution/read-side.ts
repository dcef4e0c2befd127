import { isAbsolute, join, posix, relative, sep } from 'node:path';
import { diagnostic, type Diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import { openObjectReader } from '../../git/open-object-reader.ts';
import { withoutExtension, type DocumentId } from '../../model/document-id.ts';
import { nearestNames } from '../../model/nearest-names.ts';
import { versionName } from '../../model/schema-version.ts';
import { inRepository } from '../../workspace/find-workspace.ts';
import { readPlainFile } from '../../workspace/read-plain-file.ts';
import { openCommit } from '../open-commit.ts';
import type { Workspace } from '../workspace.ts';
import { badVersion } from './bad-version-name.ts';
import { unknownRevision } from './base-workspace.ts';
import { findSchemaId } from './find-schema-id.ts';
import { plainSide } from './plain-side.ts';
import type { SchemaSide } from './schema-side.ts';
import { readSideName } from './side-name.ts';
import { workspaceSide } from './workspace-side.ts';

export interface SideReader {
  read(text: string): Promise<Outcome<SchemaSide | undefined>>;
}

type Sided = Promise<Outcome<SchemaSide | undefined>>;

/**
 * Finds the schemas that are typed: `schemas/shop/v1`, `shop@v1`, a family, a file, `REV:path`.
 *
 * @param workspace undefined where there is none: then files alone can be named
 * @param directory absolute: where relative paths start
 */
export function createSideReader(workspace: Workspace | undefined, directory: string): SideReader {
  const commits = new Map<string, Outcome<Workspace | undefined>>();
  const readers: { current?: ObjectReader } = {};

  async function read(text: string): Sided {
    const name = readSideName(text);
    if (name.kind === 'bad-version') return refused(badVersion(name.version, `${name.family}@${name.version}`));
    if (name.kind === 'version') return inWorkspace(`${name.family}/${name.version}`, text);
    if (name.kind === 'revision') return atRevision(name.revision, name.path, text);
    return inWorkspace(name.text, text);
  }

  async function inWorkspace(name: string, text: string): Sided {
    const local = localPath(name);
    const id = workspace && (findSchemaId(workspace, name) ?? (local === undefined ? undefined : findSchemaId(workspace, local)));
    if (workspace !== undefined && id !== undefined) return sideOf(workspace, id, id);
    const file = readPlainFile(isAbsolute(name) ? '/' : directory, name);
    if ('bytes' in file) return plainSide(text, local ?? name, file.bytes, workspace);
    return refused('reason' in file ? unreadable(name, file.reason) : missing(workspace, name));
  }

  /** A path as it is typed, from the root of the repository. */
  function localPath(name: string): string | undefined {
    if (workspace === undefined) return undefined;
    const path = relative(workspace.location.repository, isAbsolute(name) ? name : join(directory, name))
      .split(sep)
      .join('/');
    return path.startsWith('../') ? undefined : path;
  }

  async function atRevision(revision: string, typed: string, text: string): Sided {
    const path = typed.startsWith('./') || typed.startsWith('../') ? localPath(typed) : typed;
    if (workspace === undefined || !workspace.location.git)
      return refused(unknownRevision(revision, 'there is no git repository with a workspace here'));
    if (path === undefined || isAbsolute(path) || posix.normalize(path).startsWith('../')) return refused(outside(typed));
    const reader = (readers.current ??= await openObjectReader(workspace.location.repository));
    const commit = await reader.resolveRevision(revision);
    if (isGitFailure(commit)) return refused(unknownRevision(revision, commit.reason));
    const { value: then, diagnostics } = await workspaceAt(workspace, commit);
    if (then === undefined) return { value: undefined, diagnostics };
    const name = readSideName(path);
    if (name.kind === 'bad-version') return refused(badVersion(name.version, text));
    const wanted = name.kind === 'version' ? `${name.family}/${name.version}` : path;
    const id = findSchemaId(then, wanted) ?? findSchemaId(then, inRepository(then.location, wanted));
    if (id !== undefined) return sideOf(then, id, `${revision}:${id}`);
    return plainAt(reader, then, commit, path, text);
  }

  async function workspaceAt(now: Workspace, oid: string): Promise<Outcome<Workspace | undefined>> {
    const known = commits.get(oid) ?? (await openCommit(now.location, oid, now.progress));
    commits.set(oid, known);
    return known;
  }

  return { read };
}

async function sideOf(workspace: Workspace, id: DocumentId, name: string): Sided {
  await workspace.prepareFindings();
  return workspaceSide(workspace, id, name);
}

async function plainAt(reader: ObjectReader, then: Workspace, commit: string, path: string, text: string): Sided {
  const { fileBytes } = then.settings.limits;
  const entries = await reader.listTree(commit, [path]);
  const entry = isGitFailure(entries) ? undefined : entries.find((each) => each.path === path && each.type === 'file');
  if (entry === undefined) return refused(missing(then, path, text));
  const blobs = await reader.readBlobs([entry.oid], { fileBytes });
  const bytes = isGitFailure(blobs) ? undefined : blobs.bytesOf(entry.oid);
  if (bytes !== undefined) return plainSide(text, path, bytes, then);
  return refused(unreadable(text, isGitFailure(blobs) ? blobs.reason : 'it is too large'));
}

function refused(finding: Diagnostic): Outcome<undefined> {
  return { value: undefined, diagnostics: [finding] };
}

/** @param shown as it was typed */
function missing(workspace: Workspace | undefined, name: string, shown = name): Diagnostic {
  const last = withoutExtension(name.slice(name.lastIndexOf('/') + 1));
  const family = name.slice(0, Math.max(0, name.lastIndexOf('/')));
  const isFamily = [family, `schemas/${family}`].some((each) => workspace?.index.versions.has(each as DocumentId));
  if (isFamily && /^v?\d/i.test(last) && versionName(last) === undefined) return badVersion(last, shown);
  const known = workspace === undefined ? [] : [...workspace.index.files.keys(), ...workspace.index.versions.keys()];
  const schemas = known.filter((id) => id.startsWith('schemas/'));
  const near = nearestNames(name.startsWith('schemas/') ? name : `schemas/${name}`, schemas, 3);
  const hint =
    near[0] === undefined ? 'Name a schema by its id, a file, or REV:path' : `Write ${near[0]}, the path of a file, or REV:path`;
  return diagnostic('schema/not-found', { schema: shown, near }, { hint });
}

function unreadable(path: string, reason: string): Diagnostic {
  const hint = reason === 'not a file' ? 'Name a file, or a family with a version in it' : 'Name another file';
  return diagnostic('workspace/unreadable', { path, reason }, { hint });
}

function outside(path: string): Diagnostic {
  return diagnostic('retention/outside-repository', { path }, { hint: 'Write the path from the root of the repository' });
}
