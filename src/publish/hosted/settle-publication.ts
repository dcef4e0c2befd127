import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { RequestContext } from '../policy/request-context.ts';
import { checkPublication } from './check-publication.ts';
import { fetchPublished } from './fetch-published.ts';
import type { HostedStore } from './hosted-store.ts';
import { publicationProblem } from './publication-problem.ts';
import type { HostedRequest } from './read-hosted.ts';

export interface Settled {
  readonly context: RequestContext;
  /** Full name of the protected branch's tip. */
  readonly tip: string;
}

/**
 * The look at what a forge merged, for a request that it says is merged already: whoever asked for the merge may have been
 * interrupted before their own look, and a merge by hand had none.
 *
 * @returns what policy said then, or what is wrong with it
 */
export async function settlePublication(
  store: HostedStore,
  { forge, record }: Pick<HostedRequest, 'forge' | 'record'>,
): Promise<Settled | GitFailure | readonly Diagnostic[]> {
  const { id, published } = record;
  const problem = (verdict: 'fails' | 'unknown', reason: string): readonly Diagnostic[] => [
    publicationProblem(store.branch, { commit: published?.commit ?? forge.head, request: id, verdict, reason }),
  ];
  if (published === undefined) return problem('unknown', 'the forge does not say as which commit it was published, or by whom');
  const fetched = await fetchPublished(store, published.commit);
  if (!('tip' in fetched)) return fetched;
  if (!fetched.isThere) return problem('fails', `it is not on ${store.branch}`);
  const commit = await store.reader.readCommit(published.commit);
  if (isGitFailure(commit)) return commit;
  const checked = await checkPublication(store, forge, commit);
  if ('kind' in checked) return checked;
  return checked.verdict === 'holds' ? { context: checked.context, tip: fetched.tip } : problem(checked.verdict, checked.reason);
}
