import { diagnostic, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import { readCommitTree } from '../git/commit-tree.ts';
import type { Site, Source } from '../model/source.ts';
import { inRepository, settingsName, type WorkspaceLocation } from '../workspace/find-workspace.ts';
import { defaultSettings, type Settings } from '../workspace/settings.ts';
import { readFailure } from '../workspace/read-failure.ts';
import { topFolders, treeRoots } from '../workspace/tree-roots.ts';
import { checkSettings } from './check-settings.ts';
import type { CompileProgress } from './compile-progress.ts';
import { loadSchemaPort } from './load-schema-port.ts';
import { Workspace } from './workspace.ts';

/**
 * The workspace as a commit has it, read from the objects of the repository: its own settings, documents and schemas.
 *
 * @param location of the workspace now; it is expected at the same place of the repository
 * @param commit full object name
 */
export async function openCommit(
  location: WorkspaceLocation,
  commit: string,
  progress?: CompileProgress,
): Promise<Outcome<Workspace | undefined>> {
  const { value: written, diagnostics } = await settingsOf(location, commit);
  if (written === undefined) return { value: undefined, diagnostics };
  const { settings, source } = written;
  const site = (pointer: string): Site | undefined => source && { source, pointer, at: 'value' };
  const roots = treeRoots(location, settings, site);
  if (roots.diagnostics.some((finding) => finding.severity === 'error'))
    return { value: undefined, diagnostics: roots.diagnostics };
  const { fileBytes } = settings.limits;
  const tree = await readCommitTree(location.repository, { commit, paths: topFolders(roots.value), fileBytes });
  if ('reason' in tree) return { value: undefined, diagnostics: [unreadable(commit, tree.reason)] };
  const workspace = new Workspace({ location, settings, roots: roots.value, tree, schemas: loadSchemaPort, progress });
  return { value: workspace, diagnostics: [...diagnostics, ...roots.diagnostics] };
}

async function settingsOf(
  location: WorkspaceLocation,
  commit: string,
): Promise<Outcome<{ readonly settings: Settings; readonly source?: Source } | undefined>> {
  const path = inRepository(location, settingsName);
  const { fileBytes } = defaultSettings.limits;
  const tree = await readCommitTree(location.repository, { commit, paths: [path], fileBytes });
  if ('reason' in tree) return { value: undefined, diagnostics: [unreadable(commit, tree.reason)] };
  const entry = tree.entries.find((each) => each.path === path);
  if (entry === undefined) return { value: { settings: defaultSettings }, diagnostics: [] };
  const blob = tree.read(entry);
  if ('reason' in blob) return { value: undefined, diagnostics: [readFailure(path, blob.reason)] };
  return checkSettings(path, blob.bytes);
}

function unreadable(commit: string, reason: string): Diagnostic {
  const hint = `Fetch it, for example with: git fetch origin ${commit}`;
  return diagnostic('workspace/commit-unreadable', { commit, reason }, { hint });
}
