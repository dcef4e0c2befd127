import { join, posix } from 'node:path';
import { isGitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import { compareKeys } from '../../model/canonical-json.ts';
import { idOfPath } from '../../workspace/document-index.ts';
import { documentExtension } from '../../workspace/file-tree.ts';
import { inRepository, settingsName, type WorkspaceLocation } from '../../workspace/find-workspace.ts';
import type { Workspace } from '../workspace.ts';

/** Folders of a commit that a workspace lies in. */
interface Listing {
  readonly paths: readonly string[];
  /** With settings, or with documents and schemas beside each other. */
  readonly places: ReadonlySet<string>;
  /** With documents alone: other tools have folders of that name, too. */
  readonly plain: ReadonlySet<string>;
}

/**
 * Where a workspace was in an earlier commit: another folder, where it was moved since. Otherwise a move would make all of its
 * versions new, and an edit with it would pass. It is a workspace that is gone, of several the one that is most alike.
 *
 * @param head the commit that the workspace is read from; undefined for the working tree and the index
 */
export async function placeInCommit(
  reader: ObjectReader,
  now: Workspace,
  commit: string,
  head: string | undefined,
): Promise<WorkspaceLocation> {
  const { location, settings } = now;
  const own = [settingsName, 'configs', settings.schemas].map((path) => posix.normalize(inRepository(location, path)));
  const there = await reader.listTree(commit, own);
  if (isGitFailure(there) || there.some(({ path }) => documentExtension.test(path))) return location;
  const before = listing((await pathsOf(reader.listTree(commit, ['']))) ?? []);
  if (before.places.size + before.plain.size === 0) return location;
  const present = (await pathsOf(head === undefined ? reader.listIndex(['']) : reader.listTree(head, ['']))) ?? [];
  const { places: kept, plain } = listing(present);
  const gone = [...before.places].filter((place) => !kept.has(place)).sort(compareKeys);
  const likely = [...before.plain].filter((place) => !kept.has(place) && !plain.has(place)).sort(compareKeys);
  const found = gone.length === 1 ? gone[0] : mostAlike(gone.length > 0 ? gone : likely, before.paths, now);
  return found === undefined ? location : { ...location, prefix: found, root: join(location.repository, found) };
}

async function pathsOf(entries: ReturnType<ObjectReader['listTree'] | ObjectReader['listIndex']>): Promise<string[] | undefined> {
  const found = await entries;
  return isGitFailure(found) ? undefined : found.map(({ path }) => path);
}

/** So many folders down a workspace is looked for: each of those that a path lies in is a name of its own. */
const deepest = 64;

function listing(paths: readonly string[]): Listing {
  const places = new Set<string>();
  const documents = new Set<string>();
  const schemas = new Set<string>();
  for (const path of paths) {
    const segments = path.split('/', deepest + 1);
    if (segments.length <= deepest && segments.at(-1) === settingsName) places.add(segments.slice(0, -1).join('/'));
    for (const [i, segment] of segments.slice(0, -1).entries()) {
      if (segment === 'configs') documents.add(segments.slice(0, i).join('/'));
      if (segment === 'schemas') schemas.add(segments.slice(0, i).join('/'));
    }
  }
  for (const place of documents) if (schemas.has(place)) places.add(place);
  return { paths, places, plain: new Set([...documents].filter((place) => !places.has(place))) };
}

/** The folder that has most of the documents that the workspace has now, by their ids; none where it has none of them. */
function mostAlike(folders: readonly string[], paths: readonly string[], { index, settings }: Workspace): string | undefined {
  let found: string | undefined;
  let most = 0;
  for (const folder of folders) {
    const roots = [
      { at: 'schemas', folder: posix.join(folder, settings.schemas) },
      { at: '', folder: posix.join(folder, settings.configs) },
    ];
    const ids = new Set(paths.map((path) => idOfPath(path, roots)));
    const count = [...index.files.keys()].filter((id) => ids.has(id)).length;
    if (count > most) [found, most] = [folder, count];
  }
  return found;
}
