import { tmpdir } from 'node:os';
import { runGit } from './run-git.ts';

let found: { readonly version: string } | undefined;

/** `2.39.5`, asked outside of every repository, and once. */
export function gitVersion(): { readonly version: string } | { readonly reason: string } {
  if (found !== undefined) return found;
  const { stdout, reason } = runGit(tmpdir(), ['version']);
  if (stdout === undefined) return { reason };
  const version = /(\d+(?:\.\d+)+)/.exec(stdout.toString('latin1'))?.[1];
  return version === undefined ? { reason: 'git does not say its version' } : (found = { version });
}

/** Since 2.36 one process of `cat-file` tells sizes and contents. */
export function knowsBatchCommand(): boolean {
  const asked = gitVersion();
  const [major = 0, minor = 0] = 'version' in asked ? asked.version.split('.').map(Number) : [];
  return major > 2 || (major === 2 && minor >= 36);
}
