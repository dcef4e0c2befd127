import { asAnswer, optionalText, ownAccountIn, valueIn, type Answer } from '../answer.ts';
import { coAuthors, people } from '../commit-people.ts';
import { withDraftMark } from '../draft-title.ts';
import type { ForgeConnection } from '../forge-connection.ts';
import type { Contributors, ForgeDriver, Pull, PullsOptions } from '../forge-driver.ts';
import { failureIn, ForgeError, forgeFailure } from '../forge-failure.ts';
import type { ForgeCapabilities, ProposedMerge } from '../forge-port.ts';
import { allPages, type Page } from '../pages.ts';
import { gitlabClient, listed, pageOf, type GitlabClient } from './gitlab-client.ts';
import { gitlabProtection } from './gitlab-protection.ts';
import { readPushes, readReviews, submitReview } from './gitlab-reviews.ts';
import { readPull } from './read-pull.ts';

const capabilities: ForgeCapabilities = {
  rules: {
    'pull-request-only': 'yes',
    'no-force-push': 'yes',
    'no-deletion': 'yes',
    'min-approvals': 'paid',
    'stale-dismissal': 'paid',
    'last-push-approval': 'no',
    'no-self-approval': 'paid',
    'required-checks': 'no',
    'admins-too': 'yes',
  },
  reviewsBoundBy: 'time',
  knowsPushers: true,
};

const DRAFT = 'Draft: ';

/** gitlab.com and self-managed GitLab. */
export function gitlabDriver(connection: ForgeConnection): ForgeDriver {
  const client = gitlabClient(connection);
  const { mergeRequests, users, project } = client;
  const whoAmI = async (): Promise<string> => ownAccountIn('gitlab', asAnswer(await users.showCurrentUser()), 'username');
  return {
    forge: 'gitlab',
    capabilities,
    whoAmI,
    pull: async (number) => readPull(asAnswer(await mergeRequests.show(project, number))),
    pulls: (options, page) => listPulls(client, options, page),
    create: async ({ branch, base, title, body, draft }) => {
      const words = { description: body, removeSourceBranch: false, squash: false };
      return readPull(asAnswer(await mergeRequests.create(project, branch, base, withDraftMark(DRAFT, title, draft), words)));
    },
    change: async (pull, { title, body, draft, state }) => {
      const marked = withDraftMark(DRAFT, title ?? pull.title, draft ?? pull.draft);
      const words = title === undefined && draft === undefined ? {} : { title: marked };
      const event = state === undefined ? {} : { stateEvent: state === 'open' ? ('reopen' as const) : ('close' as const) };
      await mergeRequests.edit(project, pull.number, {
        ...words,
        ...(body === undefined ? {} : { description: body }),
        ...event,
      });
    },
    reviews: (pull) => readReviews(client, pull),
    review: async (pull, review) => submitReview(client, pull, review, await whoAmI()),
    contributors: (pull) => readContributors(client, pull),
    pushes: (pull) => readPushes(client, pull),
    merge: (pull, merge) => mergePull(client, pull, merge),
    ...gitlabProtection(client),
  };
}

async function listPulls({ mergeRequests, project }: GitlabClient, options: PullsOptions, page: number): Promise<Page<Pull>> {
  const { state, base, branch } = options;
  const { items, more } = pageOf(
    await mergeRequests.all({
      projectId: project,
      // What it calls closed leaves out what was merged.
      ...(state === 'open' ? { state: 'opened' as const } : {}),
      ...(branch === undefined ? {} : { sourceBranch: branch }),
      ...(base === undefined ? {} : { targetBranch: base }),
      orderBy: 'created_at',
      sort: 'desc',
      ...listed(page),
    }),
  );
  // One that is still being prepared has no head yet.
  const pulls = items.filter((item) => valueIn(item, 'sha') !== null).map(readPull);
  return { items: state === 'closed' ? pulls.filter((pull) => pull.state !== 'open') : pulls, more };
}

/** GitLab tells addresses of commits, and not whose accounts they belong to. */
async function readContributors({ mergeRequests, project }: GitlabClient, pull: Pull): Promise<Contributors> {
  const { items, more } = await allPages(async (page) =>
    pageOf(await mergeRequests.allCommits(project, pull.number, listed(page))),
  );
  return { names: people(items.flatMap(addressesIn)), complete: !more };
}

function addressesIn(commit: Answer): readonly string[] {
  const own = ['author_email', 'committer_email'].map((key) => optionalText(commit, key));
  return [...own, ...coAuthors(optionalText(commit, 'message'))];
}

/**
 * A project may have all merges made in another way, whatever is asked for: what it publishes then is no merge of what was
 * approved, which would be told when it is too late.
 */
async function checkMethod({ projects, project }: GitlabClient): Promise<void> {
  const found = asAnswer(await projects.show(project));
  if (optionalText(found, 'merge_method') === 'ff')
    throw refused(
      'the project makes no merge commits, by which requests are known',
      'Set its merge method to "Merge commit", or to "Merge commit with semi-linear history"',
    );
  if (optionalText(found, 'squash_option') === 'always')
    throw refused('the project has all commits squashed', 'Set "Squash commits when merging" to anything but "Require"');
}

function refused(reason: string, hint: string): ForgeError {
  return new ForgeError(forgeFailure('refused', reason, hint));
}

/** It answers 401 to whoever may not merge, which has nothing to do with the token. */
async function mergePull(client: GitlabClient, pull: Pull, merge: ProposedMerge): Promise<void> {
  await checkMethod(client);
  const { mergeRequests, project } = client;
  const words = merge.title === '' ? {} : { mergeCommitMessage: `${merge.title}\n\n${merge.message}`.trim() };
  try {
    await mergeRequests.merge(project, pull.number, {
      sha: merge.expectedHead,
      squash: false,
      shouldRemoveSourceBranch: false,
      ...words,
    });
  } catch (error) {
    const failure = failureIn(error);
    if (failure === undefined || failure.status === undefined || ![401, 405, 406, 422].includes(failure.status)) throw error;
    const hint =
      'Look at the merge request: its rules, conflicts, or the rights to merge into the protected branch are in the way';
    throw new ForgeError({ ...failure, kind: 'not-mergeable', hint });
  }
}
