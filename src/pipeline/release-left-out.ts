import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { builtCommit } from './built-commit.ts';
import { openWorkspaceOnDisk, type OpenOptions } from './open-workspace.ts';

/** What the working tree has beside HEAD: whoever runs a release sees those files and may take them for released. */
export async function leftOut(options: OpenOptions): Promise<readonly Diagnostic[]> {
  const { value: opened } = await openWorkspaceOnDisk({ ...options, cache: false, progress: undefined });
  if (opened === undefined) return [];
  const { value: commit, diagnostics } = await builtCommit(opened.workspace);
  const reason = diagnostics[0]?.args['reason'];
  if (commit !== undefined || typeof reason !== 'string') return [];
  return [diagnostic('release/uncommitted', { reason }, { hint: 'Commit it first to have it released' })];
}
