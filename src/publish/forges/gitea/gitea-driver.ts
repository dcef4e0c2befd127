import type { ProposedHead, Review, ReviewDecision } from '../../model/request.ts';
import {
  accountIn,
  asAnswer,
  flagIn,
  isCommitName,
  optionalPart,
  optionalText,
  ownAccountIn,
  partIn,
  shownText,
  textIn,
  timeIn,
  valueIn,
  type Answer,
} from '../answer.ts';
import { commitPeople } from '../commit-people.ts';
import { withDraftMark } from '../draft-title.ts';
import type { ForgeConnection } from '../forge-connection.ts';
import type { ForgeDriver, Pull, PullsOptions } from '../forge-driver.ts';
import type { ForgeCapabilities } from '../forge-port.ts';
import { allPages, wholeList, type Page } from '../pages.ts';
import { clearedByRetargeting, reviewHistory } from '../review-history.ts';
import { giteaClient, type GiteaClient } from './gitea-client.ts';
import { giteaProtection } from './gitea-protection.ts';
import { readPull } from './read-pull.ts';

const capabilities: ForgeCapabilities = {
  rules: {
    'pull-request-only': 'yes',
    'no-force-push': 'yes',
    'no-deletion': 'yes',
    'min-approvals': 'yes',
    'stale-dismissal': 'yes',
    'last-push-approval': 'no',
    'no-self-approval': 'yes',
    'required-checks': 'yes',
    'admins-too': 'yes',
  },
  reviewsBoundBy: 'commit',
  knowsPushers: true,
};

/** What its servers give at most, unless they are told otherwise. */
const pageSize = 50;
const DRAFT = 'WIP: ';
const events = { approved: 'APPROVED', rejected: 'REQUEST_CHANGES', commented: 'COMMENT' } as const;

/** Gitea and Forgejo, Codeberg among them. */
export function giteaDriver(connection: ForgeConnection): ForgeDriver {
  const client = giteaClient(connection);
  const change = (pull: Pull, body: Readonly<Record<string, unknown>>): Promise<unknown> =>
    client.send('PATCH', ['pulls', String(pull.number)], body);
  return {
    forge: 'gitea',
    capabilities,
    whoAmI: async () => ownAccountIn('gitea', await client.whoAmI(), 'login'),
    pull: async (number) => readPull(await client.get(['pulls', String(number)])),
    pulls: (options, page) => listPulls(client, options, page),
    create: async ({ branch, base, title, body, draft }) => {
      const pull = { head: branch, base, title: withDraftMark(DRAFT, title, draft), body };
      return readPull(asAnswer(await client.send('POST', ['pulls'], pull)));
    },
    change: async (pull, { title, body, draft, state }) => {
      const marked = withDraftMark(DRAFT, title ?? pull.title, draft ?? pull.draft);
      const words = title === undefined && draft === undefined ? {} : { title: marked };
      await change(pull, { ...words, ...(body === undefined ? {} : { body }), ...(state === undefined ? {} : { state }) });
    },
    reviews: (pull) => readReviews(client, pull),
    review: async (pull, { decision, comment, head }) => {
      await client.send('POST', ['pulls', String(pull.number), 'reviews'], {
        event: events[decision],
        body: comment,
        commit_id: head,
      });
    },
    contributors: async (pull) => {
      const { items, more } = await allPages((page) =>
        client.page(['pulls', String(pull.number), 'commits'], { page, limit: pageSize }),
      );
      return { names: items.flatMap((item) => commitPeople('gitea', 'login', item, partIn(item, 'commit'))), complete: !more };
    },
    pushes: (pull) => readPushes(client, pull),
    // `force_merge` is what administrators go around the rules with.
    merge: async (pull, { expectedHead, title, message }) => {
      await client.send('POST', ['pulls', String(pull.number), 'merge'], {
        Do: 'merge',
        MergeTitleField: title,
        MergeMessageField: message,
        head_commit_id: expectedHead,
        force_merge: false,
      });
    },
    ...giteaProtection(client),
  };
}

/** Its lists cannot be searched by branch. Open ones are few, and looked through first. */
async function listPulls(client: GiteaClient, { state, base, branch }: PullsOptions, page: number): Promise<Page<Pull>> {
  const load = async (which: string, at: number): Promise<Page<Pull>> => {
    const { items, more } = await client.page(['pulls'], { state: which, page: at, limit: pageSize });
    // One whose branch and project are gone may have no head left.
    const whole = items.filter((item) => valueIn(partIn(item, 'head'), 'sha') !== '');
    return { items: whole.map(readPull), more };
  };
  if (branch === undefined) {
    const { items, more } = await load(state, page);
    return { items: items.filter((pull) => base === undefined || pull.base === base), more };
  }
  for (const which of ['open', 'closed']) {
    const { items } = await allPages((at) => load(which, at));
    const found = items.filter((pull) => pull.branch === branch && !pull.fromFork);
    if (found.length > 0) return { items: found, more: false };
  }
  return { items: [], more: false };
}

async function readReviews(client: GiteaClient, pull: Pull): Promise<readonly Review[]> {
  const items = await wholeList((page) => client.page(['pulls', String(pull.number), 'reviews'], { page, limit: pageSize }));
  const retargets = (await readTimeline(client, pull)).filter((item) => optionalText(item, 'type') === 'change_target_branch');
  return clearedByRetargeting(
    reviewHistory(items.flatMap(reviewOf)),
    retargets.map((item) => timeIn(item, 'created_at')),
  );
}

const decisions: ReadonlyMap<string, ReviewDecision> = new Map([
  ['APPROVED', 'approved'],
  ['REQUEST_CHANGES', 'rejected'],
  ['COMMENT', 'commented'],
]);

/** Requests for a review and reviews that are still being written are in the list too. */
function reviewOf(answer: Answer): readonly Review[] {
  const decision = decisions.get(textIn(answer, 'state'));
  const head = optionalText(answer, 'commit_id');
  if (decision === undefined || !isCommitName(head)) return [];
  return [
    {
      reviewer: accountIn('gitea', optionalPart(answer, 'user'), 'login'),
      decision,
      comment: shownText(optionalText(answer, 'body')),
      time: timeIn(answer, 'submitted_at'),
      head,
      cleared: flagIn(answer, 'dismissed'),
      ...(flagIn(answer, 'dismissed') ? { dismissed: true } : {}),
    },
  ];
}

/** What the page of a pull request tells. Without it nobody knows who pushed, or what reviews were for: it is no list to do without. */
function readTimeline(client: GiteaClient, pull: Pull): Promise<readonly Answer[]> {
  return wholeList((page) => client.page(['issues', String(pull.number), 'timeline'], { page, limit: pageSize }));
}

/** Each push names the commits that it brought, the newest last. */
async function readPushes(client: GiteaClient, pull: Pull): Promise<readonly ProposedHead[]> {
  return (await readTimeline(client, pull))
    .filter((item) => optionalText(item, 'type') === 'pull_push')
    .flatMap((item) => {
      const commit = pushedCommit(optionalText(item, 'body'));
      if (commit === undefined) return [];
      return [{ commit, pushedBy: accountIn('gitea', optionalPart(item, 'user'), 'login'), at: timeIn(item, 'created_at') }];
    });
}

function pushedCommit(body: string): string | undefined {
  try {
    const commits = (JSON.parse(body) as { commit_ids?: unknown }).commit_ids;
    const last: unknown = Array.isArray(commits) ? commits.at(-1) : undefined;
    return typeof last === 'string' && isCommitName(last) ? last : undefined;
  } catch {
    return undefined;
  }
}
