import { readDescription, type Node } from './description.ts';
import { filled } from './filled.ts';
import type { ForgeWorld, WorldProtection, WorldPull, WorldReview } from './forge-world.ts';
import { paged } from './paged.ts';
import { validatingProxy, type DescribedCall, type FakeAnswer, type FakeCall, type ValidatingProxy } from './validating-proxy.ts';

const description = readDescription('github.json');

export interface GithubOptions {
  /** Older servers and some plans have none. */
  readonly rulesets: Record<string, unknown>[] | undefined;
}

/** GitHub, as far as confman uses it: its statuses and its rules, behind its own description. */
export function githubFake(world: ForgeWorld, options: GithubOptions = { rulesets: [] }): ValidatingProxy {
  const rulesets = options.rulesets ?? [];
  const classic = new Map<string, WorldProtection>();
  const proxy = validatingProxy(description, (call) => answer({ world, options, rulesets, classic }, call));
  // GitHub does not describe its GraphQL in OpenAPI: the two mutations are checked here.
  return {
    violations: proxy.violations,
    answer: (call) => (call.path === '/graphql' ? graphql(world, call) : proxy.answer(call)),
  };
}

interface Context {
  readonly world: ForgeWorld;
  readonly options: GithubOptions;
  readonly rulesets: Record<string, unknown>[];
  /** What branch protection says, apart from rulesets. */
  readonly classic: Map<string, WorldProtection>;
}

function answer(context: Context, call: DescribedCall): FakeAnswer {
  const { template, method, pathValues } = call.operation;
  const { world } = context;
  const pull = world.pull(Number(pathValues['pull_number']));
  switch (`${method} ${template.replace('/repos/{owner}/{repo}', '')}`) {
    case 'get /user':
      return { status: 200, body: filled(description, 'public-user', { login: call.user, user_view_type: 'public' }) };
    case 'get /pulls':
      return listPulls(world, call);
    case 'post /pulls':
      return createPull(world, call);
    case 'get /issues/{issue_number}/timeline': {
      const issue = world.pull(Number(pathValues['issue_number']));
      return issue === undefined ? notFound : paged(call, issueEvents(issue), 'per_page');
    }
    case 'get /activity':
      return paged(call, activities(world, call.query.get('ref') ?? ''), 'per_page');
    case 'get /rules/branches/{branch}':
      return { status: 200, body: branchRules(context, pathValues['branch'] ?? '') };
    case 'get /rulesets':
    case 'post /rulesets':
    case 'get /rulesets/{ruleset_id}':
    case 'put /rulesets/{ruleset_id}':
      return context.options.rulesets !== undefined ? ruleset(context, call) : notFound;
    case 'get /branches/{branch}/protection':
    case 'put /branches/{branch}/protection':
      return branchProtection(context, call);
    default:
      return pull === undefined ? notFound : answerForPull(world, call, pull);
  }
}

function answerForPull(world: ForgeWorld, call: DescribedCall, pull: WorldPull): FakeAnswer {
  const body = call.body ?? {};
  switch (`${call.operation.method} ${call.operation.template.split('{pull_number}')[1]}`) {
    case 'get ':
      return { status: 200, body: pullBody(world, pull, 'pull-request') };
    case 'patch ':
      if (typeof body['title'] === 'string') pull.title = body['title'];
      if (typeof body['body'] === 'string') pull.body = body['body'];
      if (body['state'] !== undefined && pull.merged === undefined) pull.state = body['state'] as 'open' | 'closed';
      return { status: 200, body: pullBody(world, pull, 'pull-request') };
    case 'get /commits':
      return paged(call, commits(world, pull), 'per_page');
    case 'get /reviews':
      return paged(call, pull.reviews.map(reviewBody), 'per_page');
    case 'post /reviews':
      return createReview(world, call, pull);
    case 'put /merge':
      return merge(world, call, pull);
    default:
      throw new Error(`the fake lacks ${call.operation.template}`);
  }
}

const notFound: FakeAnswer = {
  status: 404,
  body: { message: 'Not Found', documentation_url: 'https://docs.github.com', status: '404' },
};

function invalid(message: string): FakeAnswer {
  const errors = [{ resource: 'PullRequest', code: 'custom', message }];
  return { status: 422, body: { message: 'Validation Failed', errors, documentation_url: 'https://docs.github.com' } };
}

function unprocessable(message: string): FakeAnswer {
  return {
    status: 422,
    body: { message: 'Unprocessable Entity', errors: [message], documentation_url: 'https://docs.github.com' },
  };
}

function listPulls(world: ForgeWorld, call: DescribedCall): FakeAnswer {
  const [state, head, base] = ['state', 'head', 'base'].map((name) => call.query.get(name));
  const found = world.pulls.filter(
    (pull) =>
      (state === 'all' || pull.state === (state ?? 'open')) &&
      (head === null || head === `acme:${pull.branch}`) &&
      (base === null || base === pull.base),
  );
  const newestFirst = call.query.get('direction') === 'desc' ? found.toReversed() : found;
  return paged(
    call,
    newestFirst.map((pull) => pullBody(world, pull, 'pull-request-simple')),
    'per_page',
  );
}

interface NewPull {
  readonly head: string;
  readonly base: string;
  readonly title: string;
  readonly body?: string;
  readonly draft?: boolean;
}

function createPull(world: ForgeWorld, call: DescribedCall): FakeAnswer {
  const { head, base, title, body, draft } = call.body as unknown as NewPull;
  if (!world.hasBranch(head) || !world.hasBranch(base)) return invalid('head is invalid');
  if (world.pulls.some((pull) => pull.branch === head && pull.base === base && pull.state === 'open' && !pull.fromFork))
    return invalid(`A pull request already exists for acme:${head}.`);
  const pull = world.openPull({ branch: head, base, title, body: body ?? '', draft: draft ?? false, by: call.user });
  return { status: 201, body: pullBody(world, pull, 'pull-request') };
}

function createReview(world: ForgeWorld, call: DescribedCall, pull: WorldPull): FakeAnswer {
  const { event, body = '', commit_id } = call.body as Readonly<Record<string, string>>;
  const state = event === 'APPROVE' ? 'approved' : event === 'REQUEST_CHANGES' ? 'rejected' : 'commented';
  if (call.user === pull.by && state === 'approved') return unprocessable('Can not approve your own pull request');
  if (call.user === pull.by && state === 'rejected') return unprocessable('Can not request changes on your own pull request');
  if (state !== 'approved' && body === '') return unprocessable('body is required');
  return { status: 200, body: reviewBody(world.review(pull, call.user, state, body, commit_id)) };
}

function merge(world: ForgeWorld, call: DescribedCall, pull: WorldPull): FakeAnswer {
  const refused = (status: number, message: string): FakeAnswer => ({
    status,
    body: { message, documentation_url: 'https://docs.github.com' },
  });
  if (pull.state === 'closed' || pull.draft || world.isEarly()) return refused(405, 'Pull Request is not mergeable');
  if (call.body?.['sha'] !== world.headOf(pull)) return refused(409, 'Head branch was modified. Review and try the merge again.');
  if (!world.isApproved(pull)) return refused(405, 'At least 1 approving review is required by reviewers with write access.');
  world.merge(pull, call.user, `${String(call.body['commit_title'])}\n\n${String(call.body['commit_message'])}\n`);
  return { status: 200, body: { sha: pull.merged?.commit, merged: true, message: 'Pull Request successfully merged' } };
}

function user(login: string): Node {
  return filled(description, 'simple-user', { login });
}

function pullBody(world: ForgeWorld, pull: WorldPull, schema: string): Node {
  const side = (ref: string, sha: string, id: number): Node => ({
    ref,
    sha,
    label: `acme:${ref}`,
    repo: { id },
    user: user('acme'),
  });
  const own = {
    number: pull.number,
    node_id: `PR_${pull.number}`,
    title: pull.title,
    body: pull.body,
    draft: pull.draft,
    state: pull.state,
    user: user(pull.by),
    created_at: pull.at,
    updated_at: pull.updatedAt,
    merged_at: pull.merged?.at ?? null,
    merge_commit_sha: pull.merged?.commit ?? null,
    html_url: `https://github.com/acme/config/pull/${pull.number}`,
    head: side(pull.branch, world.headOf(pull), pull.fromFork ? 2 : 1),
    base: side(pull.base, '0'.repeat(40), 1),
  };
  const mergeable = world.settling > 0 ? null : true;
  const detail = {
    mergeable,
    merged: pull.merged !== undefined,
    merged_by: pull.merged === undefined ? null : user(pull.merged.by),
  };
  return filled(description, schema, schema === 'pull-request' ? { ...own, ...detail } : own);
}

function reviewBody(review: WorldReview): Node {
  const states = { approved: 'APPROVED', rejected: 'CHANGES_REQUESTED', commented: 'COMMENTED' };
  return filled(description, 'pull-request-review', {
    id: review.id,
    user: user(review.by),
    body: review.comment,
    state: review.dismissed ? 'DISMISSED' : states[review.state],
    commit_id: review.commit,
    submitted_at: review.at,
  });
}

function commits(world: ForgeWorld, pull: WorldPull): readonly Node[] {
  return world.pushes
    .filter(({ branch }) => branch === pull.branch)
    .map(({ commit, by, email, at }) => {
      const person = { name: by, email, date: at };
      const linked = email.endsWith('@example.com') ? user(by) : null;
      const own = { sha: commit, author: linked, committer: linked };
      return filled(description, 'commit', { ...own, commit: { author: person, committer: person, message: 'Change' } });
    });
}

function activities(world: ForgeWorld, ref: string): readonly Node[] {
  return world.pushes
    .filter(({ branch }) => ref === `refs/heads/${branch}`)
    .toReversed()
    .map(({ id, commit, by, at }) => {
      const own = { id, after: commit, before: '0'.repeat(40), ref, timestamp: at, actor: user(by) };
      return filled(description, 'activity', { ...own, activity_type: 'push' });
    });
}

function issueEvents(pull: WorldPull): readonly Node[] {
  const event = (name: string, by: string, at: string): Node =>
    filled(description, 'added-to-project-issue-event', { event: name, actor: user(by), created_at: at });
  return [
    event('head_ref_force_pushed', pull.by, pull.at),
    ...pull.retargets.map(({ by, at }) => event('base_ref_changed', by, at)),
  ];
}

function ruleset({ world, rulesets }: Context, { operation, body = {} }: DescribedCall): FakeAnswer {
  const id = Number(operation.pathValues['ruleset_id']);
  const known = rulesets.find((each) => each['id'] === id);
  if (operation.method === 'get' && Number.isNaN(id)) return { status: 200, body: rulesets };
  if (operation.method === 'get') return known === undefined ? notFound : { status: 200, body: known };
  const written = filled(description, 'repository-ruleset', {
    ...body,
    id: Number.isNaN(id) ? rulesets.length + 1 : id,
    source: 'acme/config',
    source_type: 'Repository',
  });
  if (known !== undefined) rulesets.splice(rulesets.indexOf(known), 1);
  rulesets.push(written);
  for (const branch of branchesOf(written)) world.protections.set(branch, protectionIn(written));
  return { status: known === undefined ? 201 : 200, body: written };
}

function branchesOf(written: Node): readonly string[] {
  const { ref_name } = written['conditions'] as { ref_name: { include: string[] } };
  return ref_name.include.map((ref) => ref.replace('refs/heads/', ''));
}

function protectionIn(written: Node): WorldProtection {
  const rules = written['rules'] as readonly { type: string; parameters?: Record<string, never> }[];
  const pull = rules.find(({ type }) => type === 'pull_request')?.parameters;
  return {
    minApprovals: pull?.['required_approving_review_count'] ?? 0,
    dismissStale: pull?.['dismiss_stale_reviews_on_push'] ?? false,
    lastPush: pull?.['require_last_push_approval'] ?? false,
    noDirectPush: pull !== undefined,
    checks: [],
  };
}

function branchRules({ rulesets }: Context, branch: string): readonly unknown[] {
  return rulesets
    .filter((each) => branchesOf(each).includes(branch))
    .flatMap((each) =>
      (each['rules'] as readonly Node[]).map((rule) => ({
        ...rule,
        ruleset_source_type: 'Repository',
        ruleset_source: 'acme/config',
        ruleset_id: each['id'],
      })),
    );
}

function branchProtection({ world, classic }: Context, { operation, body }: DescribedCall): FakeAnswer {
  const branch = operation.pathValues['branch'] ?? '';
  if (operation.method === 'put') {
    const reviews = body?.['required_pull_request_reviews'] as Readonly<Record<string, never>> | null;
    const checks = body?.['required_status_checks'] as { contexts: string[] } | null;
    const written = {
      minApprovals: reviews?.['required_approving_review_count'] ?? 0,
      dismissStale: reviews?.['dismiss_stale_reviews'] ?? false,
      lastPush: reviews?.['require_last_push_approval'] ?? false,
      noDirectPush: true,
      checks: checks?.contexts ?? [],
    };
    classic.set(branch, written);
    world.protections.set(branch, written);
  }
  const held = classic.get(branch);
  if (held === undefined) return { status: 404, body: { message: 'Branch not protected' } };
  const own = {
    enforce_admins: { url: 'https://api.github.com/x', enabled: true },
    required_pull_request_reviews: {
      url: 'https://api.github.com/x',
      dismiss_stale_reviews: held.dismissStale,
      require_code_owner_reviews: false,
      require_last_push_approval: held.lastPush,
      required_approving_review_count: held.minApprovals,
    },
    required_status_checks: { contexts: held.checks, checks: [] },
    allow_force_pushes: { enabled: false },
    allow_deletions: { enabled: false },
  };
  if (operation.method === 'get') return { status: 200, body: filled(description, 'branch-protection', own) };
  const { required_status_checks: _, ...written } = own;
  return { status: 200, body: filled(description, 'protected-branch', written) };
}

function graphql(world: ForgeWorld, { body = {} }: FakeCall): FakeAnswer {
  const verb = /(convertPullRequestToDraft|markPullRequestReadyForReview)\(input: \{ pullRequestId: \$id \}\)/.exec(
    String(body['query']),
  )?.[1];
  const pull = world.pulls.find(({ number }) => (body['variables'] as Node)['id'] === `PR_${number}`);
  if (verb === undefined || pull === undefined)
    return { status: 200, body: { errors: [{ message: 'not understood', type: 'NOT_FOUND' }] } };
  pull.draft = verb === 'convertPullRequestToDraft';
  return { status: 200, body: { data: { [verb]: { clientMutationId: null } } } };
}
