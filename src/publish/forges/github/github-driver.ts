import type { ForgeConnection } from '../forge-connection.ts';
import type { Contributors, ForgeDriver, Pull, PullChange } from '../forge-driver.ts';
import type { ForgeCapabilities } from '../forge-port.ts';
import {
  accountIn,
  asAnswer,
  asAnswers,
  commitIn,
  isCommitName,
  numberIn,
  optionalPart,
  optionalText,
  ownAccountIn,
  partIn,
  shownLine,
  shownText,
  textIn,
  timeIn,
  valueIn,
  type Answer,
} from '../answer.ts';
import type { ProposedHead, Review, ReviewDecision } from '../../model/request.ts';
import { commitPeople } from '../commit-people.ts';
import { failureIn, ForgeError, forgeFailure, unlessStatus } from '../forge-failure.ts';
import { allPages, leadsOn, pageSize, wholeList, type Page } from '../pages.ts';
import { clearedByRetargeting, reviewHistory } from '../review-history.ts';
import { githubClient, type GithubClient } from './github-client.ts';
import { githubProtection } from './github-protection.ts';
import { readPull } from './read-pull.ts';

const capabilities: ForgeCapabilities = {
  rules: {
    'pull-request-only': 'yes',
    'no-force-push': 'yes',
    'no-deletion': 'yes',
    'min-approvals': 'yes',
    'stale-dismissal': 'yes',
    'last-push-approval': 'yes',
    'no-self-approval': 'yes',
    'required-checks': 'yes',
    'admins-too': 'yes',
  },
  reviewsBoundBy: 'commit',
  knowsPushers: true,
};

/** GitHub lists no more commits of one pull request than these. */
const LISTED_COMMITS = 250;
const events = { approved: 'APPROVE', rejected: 'REQUEST_CHANGES', commented: 'COMMENT' } as const;

/** GitHub, its cloud for enterprises, and GitHub Enterprise Server. */
export function githubDriver(connection: ForgeConnection): ForgeDriver {
  const client = githubClient(connection);
  const { octokit, at } = client;
  const { pulls } = octokit.rest;
  return {
    forge: 'github',
    capabilities,
    whoAmI: async () => ownAccountIn('github', asAnswer((await octokit.rest.users.getAuthenticated()).data), 'login'),
    pull: async (number) => readPull(asAnswer((await pulls.get({ ...at, pull_number: number })).data)),
    pulls: async ({ state, base, branch }, page) => {
      const head = branch === undefined ? {} : { head: `${at.owner}:${branch}` };
      const target = base === undefined ? {} : { base };
      const answer = await pulls.list({ ...at, ...head, ...target, state, direction: 'desc', per_page: pageSize, page });
      const { items, more } = pageOf(client, answer);
      return { items: items.map(readPull), more };
    },
    create: async ({ branch, ...pull }) => readPull(asAnswer((await pulls.create({ ...at, ...pull, head: branch })).data)),
    change: (pull, change) => changePull(client, pull, change),
    reviews: (pull) => readReviews(client, pull),
    review: async (pull, { decision, comment, head }) => {
      const body = comment === '' ? {} : { body: comment };
      await pulls.createReview({ ...at, pull_number: pull.number, commit_id: head, event: events[decision], ...body });
    },
    contributors: (pull) => readContributors(client, pull),
    pushes: (pull) => readPushes(client, pull),
    merge: async (pull, { expectedHead, title, message }) => {
      const words = { commit_title: title, commit_message: message };
      await pulls.merge({ ...at, pull_number: pull.number, sha: expectedHead, merge_method: 'merge', ...words });
    },
    ...githubProtection(client),
  };
}

function pageOf(
  { api }: Pick<GithubClient, 'api'>,
  answer: { data: unknown; headers: { link?: string | undefined } },
): Page<Answer> {
  return { items: asAnswers(answer.data), more: leadsOn(answer.headers.link, api) };
}

/** Whether it is a draft can only be changed by GraphQL. */
async function changePull({ octokit, at }: GithubClient, pull: Pull, { title, body, state, draft }: PullChange): Promise<void> {
  const words = { ...(title === undefined ? {} : { title }), ...(body === undefined ? {} : { body }) };
  const change = { ...words, ...(state === undefined ? {} : { state }) };
  if (Object.keys(change).length > 0) await octokit.rest.pulls.update({ ...at, pull_number: pull.number, ...change });
  if (draft === undefined) return;
  const verb = draft ? 'convertPullRequestToDraft' : 'markPullRequestReadyForReview';
  const query = `mutation($id: ID!) { ${verb}(input: { pullRequestId: $id }) { clientMutationId } }`;
  try {
    await octokit.graphql(query, { id: pull.handle });
  } catch (error) {
    if (failureIn(error) !== undefined || !(error instanceof Error) || error.name !== 'GraphqlResponseError') throw error;
    throw new ForgeError(forgeFailure('refused', shownLine(error.message), 'Change it on the page of the request'));
  }
}

async function readReviews(client: GithubClient, pull: Pull): Promise<readonly Review[]> {
  const { octokit, at } = client;
  const items = await wholeList(async (page) => {
    const answer = await octokit.rest.pulls.listReviews({ ...at, pull_number: pull.number, per_page: pageSize, page });
    return pageOf(client, answer);
  });
  return clearedByRetargeting(reviewHistory(items.flatMap(reviewOf)), await readRetargets(client, pull));
}

/**
 * When it was turned to another branch: by somebody, or as the branch that it was for is gone. Of the lists that tell it this is the
 * one for which the right to read pull requests is enough.
 */
async function readRetargets({ octokit, at, api }: GithubClient, pull: Pull): Promise<readonly string[]> {
  const events = await wholeList(async (page) => {
    const answer = await octokit.rest.issues.listEventsForTimeline({
      ...at,
      issue_number: pull.number,
      per_page: pageSize,
      page,
    });
    return pageOf({ api }, answer);
  });
  return events.filter((event) => retargeting.has(optionalText(event, 'event'))).map((event) => timeIn(event, 'created_at'));
}

const retargeting: ReadonlySet<string> = new Set(['base_ref_changed', 'automatic_base_change_succeeded']);

/** Reviews that are still being written have no time; those of commits that are gone can count for no head. */
function reviewOf(answer: Answer): readonly Review[] {
  const state = textIn(answer, 'state');
  if (state === 'PENDING' || valueIn(answer, 'submitted_at') === undefined || valueIn(answer, 'commit_id') === null) return [];
  return [
    {
      reviewer: accountIn('github', optionalPart(answer, 'user'), 'login'),
      decision: decisions.get(state) ?? 'commented',
      comment: shownText(optionalText(answer, 'body')),
      time: timeIn(answer, 'submitted_at'),
      head: commitIn(answer, 'commit_id'),
      cleared: state === 'DISMISSED',
      ...(state === 'DISMISSED' ? { dismissed: true } : {}),
    },
  ];
}

const decisions: ReadonlyMap<string, ReviewDecision> = new Map([
  ['APPROVED', 'approved'],
  ['CHANGES_REQUESTED', 'rejected'],
]);

async function readContributors(client: GithubClient, pull: Pull): Promise<Contributors> {
  const { octokit, at } = client;
  const { items } = await allPages(async (page) => {
    const answer = await octokit.rest.pulls.listCommits({ ...at, pull_number: pull.number, per_page: pageSize, page });
    return pageOf(client, answer);
  });
  const names = items.flatMap((item) => commitPeople('github', 'login', item, partIn(item, 'commit')));
  return { names, complete: items.length < LISTED_COMMITS };
}

/**
 * Older versions of GitHub Enterprise Server keep no activity. What is pushed to a fork is told by the fork alone; a branch of ours
 * that has the same name is another one.
 */
async function readPushes(client: GithubClient, pull: Pull): Promise<readonly ProposedHead[]> {
  if (pull.fromFork) return [];
  const { octokit, at } = client;
  const load = async (page: number): Promise<Page<Answer>> =>
    page > 1
      ? { items: [], more: false }
      : pageOf(client, await octokit.rest.repos.listActivities({ ...at, ref: `refs/heads/${pull.branch}`, per_page: pageSize }));
  const { items } = await unlessStatus([403, 404], allPages(load, 1), { items: [], more: false });
  return items
    .filter((item) => isPush(item))
    .toSorted((a, b) => numberIn(a, 'id') - numberIn(b, 'id'))
    .map((item) => ({
      commit: commitIn(item, 'after'),
      pushedBy: accountIn('github', optionalPart(item, 'actor'), 'login'),
      at: timeIn(item, 'timestamp'),
    }));
}

function isPush(item: Answer): boolean {
  const after = textIn(item, 'after');
  return isCommitName(after) && !/^0+$/.test(after) && textIn(item, 'activity_type') !== 'branch_deletion';
}
