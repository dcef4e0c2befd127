import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { findRepository } from '../git/find-repository.ts';

/** There are no files of a workspace in a folder or above it. */
export function noWorkspace(directory: string): Diagnostic {
  return diagnostic('workspace/not-found', { from: directory }, { hint: noWorkspaceHint(directory) });
}

/** A bare repository has no files at all; its commits may have a workspace. */
export function noWorkspaceHint(directory: string): string {
  return findRepository(directory)?.bare === true
    ? 'Name a commit, such as --rev HEAD: a bare repository has no files'
    : 'Run confman init, or go to a folder with a workspace (-C DIR)';
}
