import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Commit } from '../../git/object-reader.ts';
import { requestTrailer } from '../../git/request-of.ts';
import { isMadeBy } from './is-made-by.ts';

export interface WantedMerge {
  readonly request: string;
  readonly tip: string;
  readonly head: string;
  /** Who publishes, and when, as the event says; undefined where a forge makes the merge, in a name of its own. */
  readonly publisher?: { readonly actor: string; readonly at: string } | undefined;
  /** Its message need not name the request: somebody may have merged it on the page of a forge. */
  readonly byHand?: true | undefined;
  /** Short name of the protected branch. */
  readonly branch: string;
}

/**
 * Whether a commit is anything else than the merge of a head into the tip, as it was made anew.
 * @param made the tree that merging gives; undefined where it does not go together, and `conflicts` names why
 */
export function wrongMerge(
  { oid, parents, tree, trailers, author, committer }: Commit,
  { request, tip, head, branch, publisher, byHand }: WantedMerge,
  made: { readonly tree: string | undefined; readonly conflicts: readonly string[] },
): Diagnostic | undefined {
  const wrong = (reason: string): Diagnostic =>
    diagnostic('publish/wrong-merge', { commit: oid, reason }, { hint: 'Publish it anew: confman publish merge' });
  if (made.tree === undefined) {
    const hint = `Merge ${branch} into its branch, then: confman publish update ${request} HEAD`;
    return diagnostic('publish/conflict', { branch, paths: made.conflicts }, { hint });
  }
  if (parents.length !== 2 || parents[0] !== tip || parents[1] !== head) return wrong('its parents are not the two');
  if (tree !== made.tree) return wrong('it holds something else');
  // The history of a value tells people by these.
  if (publisher !== undefined && !isMadeBy({ author, committer }, publisher))
    return wrong('it is of somebody else, or of another time');
  const named = trailers.filter(({ key }) => key.toLowerCase() === requestTrailer.toLowerCase());
  if (byHand === true && named.length === 0) return undefined;
  return named.length === 1 && named[0]?.value === request ? undefined : wrong('it does not name the request');
}
