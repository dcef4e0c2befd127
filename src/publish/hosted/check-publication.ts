import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { Commit } from '../../git/object-reader.ts';
import { wrongMerge } from '../embedded/wrong-merge.ts';
import type { ForgeRequest } from '../forges/forge-port.ts';
import { headOf, type Publication, type RequestRecord, type Review } from '../model/request.ts';
import type { RequestContext } from '../policy/request-context.ts';
import { hostedRecord } from './hosted-record.ts';
import type { HostedStore } from './hosted-store.ts';
import { eventOf, judgeHosted } from './judge-hosted.ts';
import { reasonOf } from './publication-problem.ts';

/** `unknown`: whether it holds hangs on something that the forge does not tell. Reasons go on after a colon. */
export type PublicationCheck =
  | { readonly verdict: 'holds'; readonly context: RequestContext }
  | { readonly verdict: 'fails' | 'unknown'; readonly reason: string };

/**
 * Whether a commit of the protected branch is the merge of a request that might be published then: by the policy of the commit
 * before it, by the reviews that had been given, by whoever the forge says merged it. What came later counts for nothing.
 */
export async function checkPublication(
  store: HostedStore,
  forge: ForgeRequest,
  commit: Commit,
): Promise<PublicationCheck | GitFailure> {
  const { published } = forge.record;
  if (published === undefined)
    return { verdict: 'unknown', reason: 'it does not say as which commit it was published, or by whom' };
  if (published.commit !== commit.oid) return fails('it was published as another commit');
  const head = headOf(forge.record).commit;
  if (commit.parents.length !== 2 || commit.parents[1] !== head) return fails('it is not the merge of its head');
  const record = recordBefore(hostedRecord(forge), published);
  const told = await judged(store, { forge, record, published, commit });
  if ('kind' in told || told.verdict === 'holds') return told;
  // In the best reading of what the forge does not tell.
  const best = { ...record, reviews: record.reviews.map((review) => undismissed(review, record)) };
  const complete = { ...forge, contributorsComplete: true };
  const meant = await judged(store, { forge: complete, record: best, published, commit });
  if ('kind' in meant || meant.verdict !== 'holds') return 'kind' in meant ? meant : told;
  const hidden = forge.contributorsComplete ? 'when reviews of it were dismissed' : 'who made all of its commits';
  return { verdict: 'unknown', reason: `${told.reason}, but the forge does not tell ${hidden}` };
}

interface ToJudge {
  readonly forge: Pick<ForgeRequest, 'contributorsComplete'>;
  readonly record: RequestRecord;
  readonly published: Publication;
  readonly commit: Commit;
}

async function judged(
  store: HostedStore,
  { forge, record, published, commit }: ToJudge,
): Promise<Exclude<PublicationCheck, { verdict: 'unknown' }> | GitFailure> {
  const { by, at } = published;
  const tip = commit.parents[0] ?? '';
  const head = headOf(record).commit;
  const now = Date.parse(at);
  const body = { type: 'published', head, commit: commit.oid, namespaces: [] } as const;
  const event = eventOf(record, body, { actor: { principal: by, name: by }, tip, now });
  const step = await judgeHosted(store, { forge, record, tip }, event, now);
  if (isGitFailure(step)) return step;
  if (!('event' in step)) return fails(step.map(reasonOf).join('; '));
  const wanted = { request: record.id, tip, head, branch: store.branch, byHand: true } as const;
  const wrong = wrongMerge(commit, wanted, step.context);
  return wrong === undefined ? { verdict: 'holds', context: step.context } : fails(reasonOf(wrong));
}

/** The request as it was when it was published. */
export function recordBefore(record: RequestRecord, { at }: Pick<Publication, 'at'>): RequestRecord {
  const reviews = record.reviews.filter(({ time }) => time <= at);
  return { ...record, reviews, phase: 'open', published: undefined, updatedAt: at };
}

/** A dismissed review of the head, as if it had been an approval and was dismissed after the merge. */
function undismissed(review: Review, record: RequestRecord): Review {
  const left = record.heads.some(({ commit, at }) => commit !== review.head && at >= review.time);
  if (review.dismissed !== true || left || review.head !== headOf(record).commit) return review;
  return { ...review, cleared: false, decision: 'approved' };
}

function fails(reason: string): { readonly verdict: 'fails'; readonly reason: string } {
  return { verdict: 'fails', reason };
}
