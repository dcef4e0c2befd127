import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import { listRefs } from '../../git/list-refs.ts';
import { isRequestId } from '../model/read-event.ts';
import { requestRef } from './request-refs.ts';

/** The head of a request as it was fetched last: what somebody who looked at it here has seen. */
export async function knownHead(repository: string, id: string): Promise<string | undefined | GitFailure> {
  if (!isRequestId(id)) return undefined;
  const ref = requestRef(id, 'head');
  const refs = await listRefs(repository, ref);
  return isGitFailure(refs) ? refs : refs.get(ref);
}
