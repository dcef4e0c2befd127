import { diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import { isGitFailure } from '../git/git-failure.ts';
import { objectName } from '../git/object-name.ts';
import type { Commit } from '../git/object-reader.ts';
import { openObjectReader } from '../git/open-object-reader.ts';
import { compareKeys } from '../model/canonical-json.ts';
import { inRepository, settingsName } from '../workspace/find-workspace.ts';
import { objectTreeState } from '../workspace/object-tree.ts';
import { topFolders } from '../workspace/tree-roots.ts';
import { entryTypes, type TreeState } from '../workspace/tree-state.ts';
import type { Workspace } from './workspace.ts';

/**
 * The commit that a working tree is: HEAD, when every file of the tree and the settings are as HEAD has them and there is no
 * other. What else lies in the repository does not matter. Undefined, with the reason, when something differs.
 */
export async function builtCommit(workspace: Workspace): Promise<Outcome<Commit | undefined>> {
  const { location, roots } = workspace;
  if (!location.git) return none('there is no git repository', 'Put the workspace under git, and export what is committed');
  const reader = await openObjectReader(location.repository);
  const oid = await reader.resolveRevision('HEAD');
  const head = isGitFailure(oid) ? oid : await reader.readCommit(oid);
  if (isGitFailure(head)) {
    reader.close();
    const isNew = head.kind === 'no-commit';
    return none(
      isNew ? 'the repository has no commit yet' : `HEAD cannot be used: ${head.reason}`,
      isNew ? 'Commit the workspace first' : head.hint,
    );
  }
  const paths = [...topFolders(roots), inRepository(location, settingsName)];
  const entries = await reader.listTree(head.oid, paths);
  reader.close();
  if (isGitFailure(entries)) return none(`${head.oid} cannot be read (${entries.reason})`, entries.hint);
  const different = differences(workspace, objectTreeState(entries, paths, 0));
  return different.length === 0
    ? { value: head, diagnostics: [] }
    : none(differ(different), `Commit ${different.length === 1 ? 'it' : 'them'} first`);
}

function none(reason: string, hint: string): Outcome<undefined> {
  return { value: undefined, diagnostics: [diagnostic('snapshot/no-commit', { reason }, { hint })] };
}

function differ(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).map((path) => JSON.stringify(path));
  const more = paths.length > shown.length ? ` and ${paths.length - shown.length} more` : '';
  return `${shown.join(', ')}${more} ${paths.length === 1 ? 'differs' : 'differ'} from the last commit`;
}

/** Paths of which the working tree has something else than the commit. */
function differences({ tree }: Workspace, { files, types, oids }: TreeState): string[] {
  const rest = new Map(files.map((path, row) => [path, { type: entryTypes[types[row] as number], oid: oids[row] as string }]));
  const different: string[] = [];
  for (const entry of tree.entries) {
    const there = rest.get(entry.path);
    rest.delete(entry.path);
    if (there?.type !== entry.type || (entry.type === 'file' && !sameContent(tree.read(entry), there.oid)))
      different.push(entry.path);
  }
  return [...different, ...rest.keys()].sort(compareKeys);
}

/** Git may write a text with other line ends than it stores; in documents they mean the same. */
function sameContent(blob: ReturnType<Workspace['tree']['read']>, oid: string): boolean {
  if ('reason' in blob) return false;
  if (objectName(blob.bytes, oid) === oid) return true;
  const text = Buffer.from(blob.bytes).toString('latin1');
  return text.includes('\r\n') && objectName(Buffer.from(text.replaceAll('\r\n', '\n'), 'latin1'), oid) === oid;
}
