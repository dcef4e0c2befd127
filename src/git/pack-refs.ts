import { streamGit } from './run-git.ts';

/** Puts all refs into one file, as git's own maintenance does. Where that fails nothing is lost but time. */
export async function packRefs(repository: string): Promise<void> {
  await streamGit(repository, ['pack-refs', '--all'], { limit: 65_536 });
}
