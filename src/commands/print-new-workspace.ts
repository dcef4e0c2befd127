import { visibleText } from '../diagnostics/visible-text.ts';
import type { InitializedRepository } from '../git/init-repository.ts';
import { shellWord } from './shell-word.ts';

export interface NewWorkspace {
  /** Absolute. */
  readonly folder: string;
  /** As it was typed; undefined for the current folder. */
  readonly typed: string | undefined;
  /** Relative to the folder. */
  readonly files: readonly string[];
  /** What the template has too, and was there already. */
  readonly kept: readonly string[];
  readonly repository: InitializedRepository;
  readonly branch: string;
}

export function newWorkspaceJson({ folder, files, kept, repository }: NewWorkspace): string {
  return `${JSON.stringify({ formatVersion: 1, directory: folder, files, kept, repository: repository.kind }, null, 2)}\n`;
}

/** What was made, and what to type next. */
export function newWorkspaceText(made: NewWorkspace): string {
  const { typed, files } = made;
  const next = [
    ...(typed === undefined ? [] : [`cd ${shellWord(typed)}`]),
    'confman resolve',
    'confman explain apps/storefront/eu-1 /logging/redact',
  ];
  const where = typed === undefined ? 'here' : visibleText(typed);
  return `Made a workspace ${where}: ${files.length} files${repositoryNote(made)}\n${keptNote(made)}\nTry next:\n${next.map((line) => `  ${line}\n`).join('')}`;
}

function repositoryNote({ repository, branch }: NewWorkspace): string {
  if (repository.kind === 'made') return `, in a new git repository on branch ${branch}`;
  if (repository.kind === 'inside') return `, in the repository ${visibleText(repository.repository)}`;
  const reason = repository.kind === 'missing' ? 'git was not found' : visibleText(repository.reason);
  return `\nIt is no git repository yet (${reason}); to make it one, run git init -b ${branch} in it`;
}

function keptNote({ kept }: NewWorkspace): string {
  if (kept.length === 0) return '';
  const advice = kept.includes('.gitignore') ? '; to keep snapshots out of git, add /resolved/ to .gitignore' : '';
  return `Left as ${kept.length === 1 ? 'it was' : 'they were'}: ${kept.join(', ')}${advice}\n`;
}
