import { join } from 'node:path';
import { readHookFile } from '../../git/hook-file.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import { listRefs } from '../../git/list-refs.ts';
import { readRequestRef, requestRefs } from './request-refs.ts';
import { serverHookMark } from './server-hooks.ts';

/**
 * How many requests a repository has that came when no hook of ours stood in it: whoever could push to it may have made events in the
 * name of others, and no replay finds that out.
 */
export async function unjudgedRequests(repository: string): Promise<number> {
  const hook = readHookFile(join(repository, 'hooks', 'pre-receive'));
  if (hook?.kind === 'file' && hook.text.includes(serverHookMark)) return 0;
  const refs = await listRefs(repository, requestRefs);
  if (isGitFailure(refs)) return 0;
  return new Set([...refs.keys()].flatMap((ref) => readRequestRef(ref)?.id ?? [])).size;
}
