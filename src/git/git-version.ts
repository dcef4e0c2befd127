import { tmpdir } from 'node:os';
import { runGit } from './run-git.ts';

/** `2.39.5`, asked outside of every repository. */
export function gitVersion(): { readonly version: string } | { readonly reason: string } {
  const { stdout, reason } = runGit(tmpdir(), ['version']);
  if (stdout === undefined) return { reason };
  const version = /(\d+(?:\.\d+)+)/.exec(stdout.toString('latin1'))?.[1];
  return version === undefined ? { reason: 'git does not say its version' } : { version };
}
