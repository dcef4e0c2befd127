import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gitMissing, runGit } from './run-git.ts';

export type InitializedRepository =
  | { readonly kind: 'made' }
  /** The folder is part of a repository already. */
  | { readonly kind: 'inside'; readonly repository: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly reason: string };

/** Makes a folder a git repository, unless it is in one. Git's own templates are copied as the user has set them; nothing runs. */
export function initRepository(folder: string, branch: string): InitializedRepository {
  const repository = repositoryOf(folder);
  if (repository !== undefined) return { kind: 'inside', repository };
  const made = runGit(folder, ['init', '--quiet', `--initial-branch=${branch}`]);
  if (made.reason === undefined) return { kind: 'made' };
  return made.reason === gitMissing ? { kind: 'missing' } : { kind: 'failed', reason: made.reason };
}

function repositoryOf(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  return dirname(folder) === folder ? undefined : repositoryOf(dirname(folder));
}
