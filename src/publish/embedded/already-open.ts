import { isGitFailure } from '../../git/git-failure.ts';
import type { Commit, ObjectReader } from '../../git/object-reader.ts';
import type { EventBody } from '../model/event.ts';
import { headOf, type RequestRecord } from '../model/request.ts';
import type { StoredRequest } from './read-requests.ts';

/**
 * The request that somebody has open for the very same: a command that was killed after it had opened it is called again. A rollback
 * makes its commit anew each time, which then differs in nothing but the time.
 * @param reader of what is stored, and of what was made
 */
export async function alreadyOpen(
  requests: readonly StoredRequest[],
  body: EventBody & { readonly type: 'opened' },
  person: string,
  reader: ObjectReader,
): Promise<RequestRecord | undefined> {
  const open = requests.filter(({ phase }) => phase === 'open' || phase === 'draft');
  for (const stored of open.toReversed()) {
    if (stored.head !== body.head && body.restores === null) continue;
    const { request } = stored;
    if (request.submittedBy !== person || (request.restores ?? null) !== body.restores) continue;
    if (stored.head === body.head || (await isSameChange(reader, headOf(request).commit, body.head))) return request;
  }
  return undefined;
}

async function isSameChange(reader: ObjectReader, before: string, now: string): Promise<boolean> {
  const [a, b] = [await reader.readCommit(before), await reader.readCommit(now)];
  return !isGitFailure(a) && !isGitFailure(b) && changeOf(a) === changeOf(b);
}

function changeOf({ tree, parents, author: { email } }: Commit): string {
  return [tree, email, ...parents].join('\n');
}
