import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePrincipal } from '../../namespaces/principal.ts';
import type { Refusal } from './judge-push.ts';
import { readUpdates, sortPush } from './push.ts';
import type { ServerHookOptions } from './server-hooks.ts';

export type ReceiveFlags = Omit<ServerHookOptions, 'program'>;

/**
 * Judges the push that git runs the hook for: in the bare repository, with the refs on the standard input and the new objects
 * where git's variables say. What the names alone decide, ordinary branches above all, waits for nothing to be loaded.
 * @param repository absolute
 * @param now milliseconds since 1970
 */
export async function receiveFromGit(
  repository: string,
  { branch, workspace, actorVariable, actorFormat, requireSignatures }: ReceiveFlags,
  env: Readonly<Record<string, string | undefined>>,
  now: number,
): Promise<readonly Refusal[]> {
  const push = sortPush(readUpdates(readFileSync(0, 'utf8')), `refs/heads/${branch}`);
  if (push === undefined) return [];
  if ('code' in push) return [push];
  const { judgeReceive } = await import('./judge-receive.ts');
  const user = env[actorVariable] ?? '';
  const principal = user === '' ? undefined : parsePrincipal(actorFormat.replaceAll('{user}', () => user));
  const actor = principal?.kind === 'group' ? undefined : principal?.text;
  const location = { root: join(repository, workspace), repository, prefix: workspace, git: true };
  return judgeReceive(push, { location, branch, actor, actorVariable, allowedSigners: requireSignatures, now });
}
