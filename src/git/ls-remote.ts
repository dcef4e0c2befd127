import type { GitFailure } from './git-failure.ts';
import { isObjectName } from './parse-commit.ts';
import { remoteFailure } from './remote-failure.ts';
import type { Remote } from './remote-url.ts';
import { remoteName } from './remote-variables.ts';
import { streamGit } from './run-git.ts';

/** Seconds: longer than any honest answer. */
const patience = 600;

export interface RefQuestion {
  /** Path of a repository of our own: what speaks with others runs nowhere else. */
  readonly from: string;
  readonly remote: Remote;
  readonly variables: Readonly<Record<string, string>>;
  /** Whole names, and folders with a `/` at their end. */
  readonly wanted: readonly string[];
}

/**
 * Where refs of another repository are, by their whole names. Git takes names for the ends of names, so that anybody's branch
 * `x/refs/confman/...` comes with the answer: those are dropped as they come.
 */
export async function lsRemote({
  from,
  remote,
  variables,
  wanted,
}: RefQuestion): Promise<ReadonlyMap<string, string> | GitFailure> {
  const names = new Set(wanted);
  const folders = wanted.filter((name) => name.endsWith('/'));
  const isWanted = (ref: string): boolean => names.has(ref) || folders.some((folder) => ref.startsWith(folder));
  const patterns = wanted.map((name) => (name.endsWith('/') ? `${name}*` : name));
  const asked = await streamGit(from, ['ls-remote', '--refs', '--upload-pack=git-upload-pack', remoteName, ...patterns], {
    limit: 1 << 26,
    variables,
    seconds: patience,
    lines: (line) => isWanted(line.slice(line.indexOf('\t') + 1)),
  });
  if (asked.stdout === undefined) return remoteFailure(asked, remote);
  const rows = asked.stdout
    .toString('utf8')
    .split('\n')
    .map((row) => row.split('\t'));
  return new Map(rows.flatMap(([oid = '', ref]) => (ref !== undefined && isObjectName(oid) ? [[ref, oid] as const] : [])));
}
