import type { ProposedHead, Review } from '../../model/request.ts';
import {
  accountIn,
  asAnswer,
  asAnswers,
  commitIn,
  flagIn,
  isCommitName,
  optionalPart,
  optionalText,
  partIn,
  shownText,
  textIn,
  timeIn,
  valueIn,
  type Answer,
} from '../answer.ts';
import { failureIn, ForgeError, unlessStatus } from '../forge-failure.ts';
import type { Pull } from '../forge-driver.ts';
import type { ProposedReview } from '../forge-port.ts';
import { allPages, wholeList } from '../pages.ts';
import { clearedByRetargeting } from '../review-history.ts';
import { unknownPusher } from '../unknown-pusher.ts';
import { listed, pageOf, type GitlabClient } from './gitlab-client.ts';

/**
 * GitLab has approvals, which it does not bind to a commit, and comments. An approval counts for the head that GitLab knew when
 * it was given; a refusal is a comment of the reviewer that says so and names the commit, or their word "Request changes", which GitLab
 * notes and binds to no commit either.
 */
const refusal = /<!-- confman:review rejected ([0-9a-f]{40,64}) -->/;

export function refusalNote({ comment, head }: ProposedReview): string {
  return `${comment}${comment === '' ? '' : '\n\n'}<!-- confman:review rejected ${head} -->`;
}

/** The heads that GitLab knew, oldest first, with times as exact as it tells them. */
export async function readVersions({ mergeRequests, project }: GitlabClient, pull: Pull): Promise<readonly Version[]> {
  const items = await wholeList(async (page) => pageOf(await mergeRequests.allDiffVersions(project, pull.number, listed(page))));
  return items
    .map((item) => ({
      commit: commitIn(item, 'head_commit_sha'),
      at: timeIn(item, 'created_at'),
      exact: exactTime(item, 'created_at'),
    }))
    .toSorted((a, b) => a.exact - b.exact);
}

export interface Version {
  readonly commit: string;
  readonly at: string;
  readonly exact: number;
}

export async function readReviews(client: GitlabClient, pull: Pull): Promise<readonly Review[]> {
  const { approvals, notes, project } = client;
  const state = asAnswer(await approvals.showConfiguration(project, { mergerequestIId: pull.number }));
  const items = await wholeList(async (page) =>
    pageOf(await notes.all(project, pull.number, { ...listed(page), sort: 'asc', orderBy: 'created_at' })),
  );
  const versions = await readVersions(client, pull);
  const given = asAnswers(valueIn(state, 'approved_by') ?? []).map((each) => approvalIn(each, items, versions, pull));
  const written = items.filter((note) => !flagIn(note, 'system')).map((note) => noteReview(note, versions, pull));
  const asked = items.filter((note) => isNoted(note, 'requested changes')).map((note) => askedForChanges(note, versions, pull));
  const reviews = [...given, ...written, ...asked].toSorted((a, b) => a.exact - b.exact).map(({ review }) => review);
  const retargets = items.filter((note) => isNoted(note, 'changed target branch '));
  return clearedByRetargeting(
    reviews,
    retargets.map((note) => timeIn(note, 'created_at')),
  );
}

/** What GitLab itself wrote down: nobody can write or change it. */
function isNoted(note: Answer, beginning: string): boolean {
  return flagIn(note, 'system') && optionalText(note, 'body').startsWith(beginning);
}

/** Where it cannot be told for which head that was, it is for the present one. */
function askedForChanges(note: Answer, versions: readonly Version[], pull: Pull): Dated {
  const exact = exactTime(note, 'created_at');
  const review: Review = {
    reviewer: accountIn('gitlab', optionalPart(note, 'author'), 'username'),
    decision: 'rejected',
    comment: '',
    time: timeIn(note, 'created_at'),
    head: headAt(versions, exact) ?? pull.head,
    cleared: false,
  };
  return { review, exact };
}

/** Two in one second are still in order. */
interface Dated {
  readonly review: Review;
  readonly exact: number;
}

/** Older servers do not tell when; their own notes about it do, which nobody can write or change. */
function approvalIn(approval: Answer, notes: readonly Answer[], versions: readonly Version[], pull: Pull): Dated {
  const user = partIn(approval, 'user');
  const name = textIn(user, 'username');
  const note = notes.findLast(
    (each) =>
      flagIn(each, 'system') &&
      optionalText(each, 'body') === 'approved this merge request' &&
      optionalText(optionalPart(each, 'author') ?? {}, 'username') === name,
  );
  const dated = typeof valueIn(approval, 'approved_at') === 'string' ? { at: valueIn(approval, 'approved_at') } : undefined;
  const time = dated ?? (note === undefined ? undefined : { at: valueIn(note, 'created_at') });
  const exact = time === undefined ? Number.NaN : exactTime(time, 'at');
  const head = headAt(versions, exact);
  const review: Review = {
    reviewer: accountIn('gitlab', user, 'username'),
    decision: 'approved',
    comment: '',
    time: time === undefined ? pull.updatedAt : timeIn(time, 'at'),
    head: head ?? pull.head,
    // Nobody knows what was approved: it counts for nothing.
    cleared: head === undefined,
    ...(head === undefined ? { dismissed: true } : {}),
  };
  return { review, exact: Number.isNaN(exact) ? 0 : exact };
}

function noteReview(note: Answer, versions: readonly Version[], pull: Pull): Dated {
  const body = optionalText(note, 'body');
  const refused = refusal.exec(body)?.[1];
  const exact = exactTime(note, 'created_at');
  const rejects = refused !== undefined && isCommitName(refused);
  const review: Review = {
    reviewer: accountIn('gitlab', optionalPart(note, 'author'), 'username'),
    decision: rejects ? 'rejected' : 'commented',
    comment: shownText(body.replace(refusal, '').trim()),
    time: timeIn(note, 'created_at'),
    head: rejects ? refused : (headAt(versions, exact) ?? pull.head),
    cleared: false,
  };
  return { review, exact };
}

/** The head that was known before this moment; one of the same moment may have come after. */
function headAt(versions: readonly Version[], time: number): string | undefined {
  return versions.findLast(({ exact }) => exact < time)?.commit;
}

function exactTime(answer: Answer, key: string): number {
  timeIn(answer, key);
  return Date.parse(textIn(answer, key));
}

export async function submitReview(client: GitlabClient, pull: Pull, review: ProposedReview, me: string): Promise<void> {
  const { approvals, notes, project } = client;
  const state = asAnswer(await approvals.showConfiguration(project, { mergerequestIId: pull.number }));
  const mine = asAnswers(valueIn(state, 'approved_by') ?? []).some(
    (each) => accountIn('gitlab', partIn(each, 'user'), 'username') === me,
  );
  // An approval of an earlier head stands in the way of a new one, and a refusal takes it back.
  if (mine && review.decision !== 'commented') await unlessStatus([404], approvals.unapprove(project, pull.number), undefined);
  if (review.decision === 'approved') await approve(client, pull, review.head);
  const text = review.decision === 'rejected' ? refusalNote(review) : review.comment;
  if (text !== '') await notes.create(project, pull.number, text);
}

/** It answers 401 to whoever may not approve, which has nothing to do with the token. */
async function approve({ approvals, project }: GitlabClient, pull: Pull, head: string): Promise<void> {
  try {
    await approvals.approve(project, pull.number, { sha: head });
  } catch (error) {
    const failure = failureIn(error);
    if (failure?.status !== 401) throw error;
    const hint = 'Have somebody review it who takes no part in it and may approve in this project';
    throw new ForgeError({ ...failure, kind: 'forbidden', hint });
  }
}

/** Who pushed what is told by the events of the project, which go back some way. */
export async function readPushes(client: GitlabClient, pull: Pull): Promise<readonly ProposedHead[]> {
  const { events, project } = client;
  const load = allPages(async (page) => pageOf(await events.all({ projectId: project, action: 'pushed', ...listed(page) })), 3);
  const { items } = await unlessStatus([403, 404], load, { items: [], more: false });
  const pushers = new Map<string, string>();
  for (const item of items) {
    const push = optionalPart(item, 'push_data');
    if (push !== undefined && optionalText(push, 'ref') === pull.branch)
      pushers.set(optionalText(push, 'commit_to'), accountIn('gitlab', item, 'author_username'));
  }
  const versions = await readVersions(client, pull);
  return versions.map(({ commit, at }) => ({ commit, at, pushedBy: pushers.get(commit) ?? unknownPusher(pull, 'gitlab') }));
}
