import { readDescription, type Node } from './description.ts';
import { filled } from './filled.ts';
import type { ForgeWorld, WorldPull, WorldReview } from './forge-world.ts';
import { paged } from './paged.ts';
import { validatingProxy, type DescribedCall, type FakeAnswer, type ValidatingProxy } from './validating-proxy.ts';

const description = readDescription('gitea.yaml');

/** Gitea, or Forgejo: they differ in how administrators are kept to the rules. */
export function giteaFake(
  world: ForgeWorld,
  { forgejo = false, everywhere = undefined as Node | undefined } = {},
): ValidatingProxy {
  // A rule of this name is one for all branches.
  const rules = new Map<string, Node>(everywhere === undefined ? [] : [['*', { ...everywhere, rule_name: '*' }]]);
  return validatingProxy(description, (call) => answer({ world, rules, forgejo }, call));
}

interface Context {
  readonly world: ForgeWorld;
  readonly rules: Map<string, Node>;
  readonly forgejo: boolean;
}

const notFound: FakeAnswer = { status: 404, body: { message: "The target couldn't be found.", errors: [], url: '' } };

function answer(context: Context, call: DescribedCall): FakeAnswer {
  const { world } = context;
  const { method, template, pathValues } = call.operation;
  const pull = world.pull(Number(pathValues['index']));
  switch (`${method} ${template.replace('/repos/{owner}/{repo}', '')}`) {
    case 'get /user':
      return { status: 200, body: filled(description, 'User', { login: call.user }) };
    case 'get /pulls':
      return paged(call, listPulls(world, call.query.get('state') ?? 'open'), 'limit');
    case 'post /pulls':
      return createPull(world, call);
    case 'get /branches/{branch}': {
      const name = pathValues['branch'] ?? '';
      const rule = [name, '*'].find((each) => context.rules.has(each)) ?? '';
      return { status: 200, body: { name, protected: rule !== '', effective_branch_protection_name: rule } };
    }
    case 'post /branch_protections':
    case 'get /branch_protections/{name}':
    case 'patch /branch_protections/{name}':
      return protection(context, call);
    default:
      return pull === undefined ? notFound : answerForPull(context, call, pull);
  }
}

function answerForPull({ world, rules }: Context, call: DescribedCall, pull: WorldPull): FakeAnswer {
  const body = call.body ?? {};
  switch (`${call.operation.method} ${call.operation.template.split('{index}')[1]}`) {
    case 'get ':
      return { status: 200, body: pullBody(world, pull) };
    case 'patch ':
      if (typeof body['title'] === 'string') setTitle(pull, body['title']);
      if (typeof body['body'] === 'string') pull.body = body['body'];
      if (body['state'] !== undefined && pull.merged === undefined) pull.state = body['state'] as 'open' | 'closed';
      return { status: 201, body: pullBody(world, pull) };
    case 'get /commits':
      return paged(call, commits(world, pull), 'limit');
    case 'get /reviews':
      return paged(
        call,
        pull.reviews.map((review) => reviewBody(world, pull, review)),
        'limit',
      );
    case 'post /reviews':
      return createReview(world, call, pull);
    case 'post /merge':
      return merge(world, rules, call, pull);
    case 'get /timeline':
      return paged(call, timeline(world, pull), 'limit');
    default:
      throw new Error(`the fake lacks ${call.operation.template}`);
  }
}

function listPulls(world: ForgeWorld, state: string): readonly Node[] {
  return world.pulls
    .filter((pull) => state === 'all' || pull.state === state)
    .toReversed()
    .map((pull) => pullBody(world, pull));
}

function setTitle(pull: WorldPull, title: string): void {
  pull.draft = title.startsWith('WIP: ');
  pull.title = title.replace(/^WIP: /, '');
}

function createPull(world: ForgeWorld, call: DescribedCall): FakeAnswer {
  const { head = '', base = '', title = '', body = '' } = call.body as Readonly<Record<string, string>>;
  if (!world.hasBranch(head) || !world.hasBranch(base)) return notFound;
  const open = world.pulls.find((pull) => pull.branch === head && pull.base === base && pull.state === 'open' && !pull.fromFork);
  if (open !== undefined)
    return { status: 409, body: { message: `pull request already exists for these targets [id: ${open.number}]` } };
  const pull = world.openPull({ branch: head, base, title: '', body, draft: false, by: call.user });
  setTitle(pull, title);
  return { status: 201, body: pullBody(world, pull) };
}

function createReview(world: ForgeWorld, call: DescribedCall, pull: WorldPull): FakeAnswer {
  const { event, body = '', commit_id } = call.body as Readonly<Record<string, string>>;
  const state = event === 'APPROVED' ? 'approved' : event === 'REQUEST_CHANGES' ? 'rejected' : 'commented';
  if (call.user === pull.by && state !== 'commented')
    return { status: 422, body: { message: `${state === 'approved' ? 'approve' : 'reject'} your own pull is not allowed` } };
  if (state !== 'approved' && body.trim() === '') return { status: 422, body: { message: 'review event needs a body' } };
  return { status: 200, body: reviewBody(world, pull, world.review(pull, call.user, state, body, commit_id)) };
}

function merge(world: ForgeWorld, rules: ReadonlyMap<string, Node>, call: DescribedCall, pull: WorldPull): FakeAnswer {
  const refused = (status: number, message: string): FakeAnswer => ({ status, body: { message } });
  const rejected = pull.reviews.findLast(({ state, dismissed }) => state !== 'commented' && !dismissed)?.state === 'rejected';
  if (call.body?.['force_merge'] !== false) throw new Error('nothing is ever merged past the rules');
  if (pull.state === 'closed') return refused(405, 'The PR is closed');
  if (world.isEarly()) return refused(405, 'Please try again later');
  if (pull.draft) return refused(405, 'Work in progress PRs cannot be merged');
  if (rejected && rules.get(pull.base)?.['block_on_rejected_reviews'] === true)
    return refused(405, 'There are requested changes');
  if (!world.isApproved(pull)) return refused(405, 'Does not have enough approvals');
  if (call.body?.['head_commit_id'] !== world.headOf(pull)) return refused(409, 'head out of date');
  world.merge(pull, call.user, `${String(call.body['MergeTitleField'])}\n\n${String(call.body['MergeMessageField'])}\n`);
  return { status: 200 };
}

function user(login: string): Node {
  return { id: login.length, login };
}

function pullBody(world: ForgeWorld, pull: WorldPull): Node {
  const side = (ref: string, sha: string, repo_id: number): Node => ({ label: ref, ref, sha, repo_id });
  return filled(description, 'PullRequest', {
    id: pull.number + 1000,
    number: pull.number,
    title: `${pull.draft ? 'WIP: ' : ''}${pull.title}`,
    body: pull.body,
    user: user(pull.by),
    state: pull.state,
    draft: pull.draft,
    merged: pull.merged !== undefined,
    merged_at: pull.merged?.at ?? null,
    merge_commit_sha: pull.merged?.commit ?? null,
    merged_by: pull.merged === undefined ? null : user(pull.merged.by),
    head: side(pull.branch, world.headOf(pull), pull.fromFork ? 2 : 1),
    base: side(pull.base, '0'.repeat(40), 1),
    html_url: `https://gitea.example/acme/config/pulls/${pull.number}`,
    created_at: pull.at,
    updated_at: pull.updatedAt,
  });
}

function reviewBody(world: ForgeWorld, pull: WorldPull, review: WorldReview): Node {
  const states = { approved: 'APPROVED', rejected: 'REQUEST_CHANGES', commented: 'COMMENT' };
  return filled(description, 'PullReview', {
    id: review.id,
    user: user(review.by),
    state: states[review.state],
    body: review.comment,
    commit_id: review.commit,
    stale: review.commit !== world.headOf(pull),
    dismissed: review.dismissed,
    submitted_at: review.at,
  });
}

function commits(world: ForgeWorld, pull: WorldPull): readonly Node[] {
  return world.pushes
    .filter(({ branch }) => branch === pull.branch)
    .map(({ commit, by, email, at }) => {
      const person = { name: by, email, date: at };
      const linked = email.endsWith('@example.com') ? user(by) : null;
      return { sha: commit, author: linked, committer: linked, commit: { message: 'Change', author: person, committer: person } };
    });
}

function timeline(world: ForgeWorld, pull: WorldPull): readonly Node[] {
  const pushes = world.pushes
    .filter(({ branch }) => branch === pull.branch)
    .map(({ id, commit, by, at }) => {
      const body = JSON.stringify({ is_force_push: false, commit_ids: [commit] });
      return { id, type: 'pull_push', user: user(by), body, created_at: at };
    });
  const retargets = pull.retargets.map(({ by, at }, id) => ({
    id: 1000 + id,
    type: 'change_target_branch',
    user: user(by),
    body: '',
    created_at: at,
  }));
  return [{ id: 0, type: 'comment', user: null, body: 'Hello', created_at: pull.at }, ...pushes, ...retargets];
}

function protection({ world, rules, forgejo }: Context, { operation, body = {} }: DescribedCall): FakeAnswer {
  const branch = operation.pathValues['name'] ?? String(body['rule_name']);
  const known = rules.get(branch);
  if (operation.method === 'get') return known === undefined ? notFound : { status: 200, body: known };
  if (operation.method === 'patch' && known === undefined) return notFound;
  const foreign = forgejo ? ['block_admin_merge_override', 'enable_force_push', 'enable_bypass_allowlist'] : ['apply_to_admins'];
  const taken = Object.entries(body).filter(([key]) => !foreign.includes(key));
  const rule = { required_approvals: 0, enable_push: false, ...known, ...Object.fromEntries(taken) };
  rules.set(branch, rule);
  world.protections.set(branch, {
    minApprovals: rule.required_approvals,
    dismissStale: (rule as Node)['dismiss_stale_approvals'] === true,
    lastPush: false,
    noDirectPush: !rule.enable_push,
    checks: [],
  });
  return { status: operation.method === 'post' ? 201 : 200, body: rule };
}
