import { readDescription, type Node } from './description.ts';
import { filled } from './filled.ts';
import type { ForgeWorld, WorldProtection, WorldPull } from './forge-world.ts';
import { paged } from './paged.ts';
import { validatingProxy, type DescribedCall, type FakeAnswer, type ValidatingProxy } from './validating-proxy.ts';

const description = readDescription('gitlab.yaml');

export interface GitlabOptions {
  /** Plans without rules of approval answer 404 about them. */
  readonly premium: boolean;
  /** The branch is protected from the start, with maintainers who may push. */
  readonly protectedBefore: boolean;
  /** A rule that takes more branches in, by which maintainers may push, and rewrite. */
  readonly wildcard: string | undefined;
  /** How the project merges, whatever is asked for. */
  readonly project: Node;
}

interface Context {
  readonly world: ForgeWorld;
  readonly options: GitlabOptions;
  readonly branches: Map<string, Node>;
  readonly rules: Node[];
  settings: Node;
}

/** GitLab: approvals are of a merge request and of no commit, and refusals are comments. */
export function gitlabFake(world: ForgeWorld, options: Partial<GitlabOptions> = {}): ValidatingProxy {
  const branches = new Map<string, Node>();
  const chosen = { premium: true, protectedBefore: false, wildcard: undefined, project: {}, ...options };
  if (chosen.protectedBefore) branches.set('main', protectedBranch('main', 40, true));
  if (chosen.wildcard !== undefined) branches.set(chosen.wildcard, protectedBranch(chosen.wildcard, 40, true));
  const context: Context = { world, options: chosen, branches, rules: [], settings: { merge_requests_author_approval: true } };
  return validatingProxy(description, (call) => answer(context, call));
}

const notFound: FakeAnswer = { status: 404, body: { message: '404 Not found' } };

function answer(context: Context, call: DescribedCall): FakeAnswer {
  const { world, options } = context;
  const { method, template, pathValues } = call.operation;
  const pull = world.pull(Number(pathValues['iid']));
  const about = template.replace('/projects/{id}', '');
  if (!options.premium && about.startsWith('/approv')) return notFound;
  switch (`${method} ${about}`) {
    case 'get /user':
      return { status: 200, body: filled(description, 'User', { username: call.user }) };
    case 'get ':
      return { status: 200, body: filled(description, 'Project', { default_branch: 'main', ...options.project }) };
    case 'get /events':
      return paged(call, events(world), 'per_page');
    case 'get /merge_requests':
      return paged(call, listPulls(world, call.query), 'per_page');
    case 'post /merge_requests':
      return createPull(world, call);
    case 'get /approvals':
      return { status: 200, body: context.settings };
    case 'post /approvals':
      context.settings = { ...context.settings, ...call.body };
      return protectedAnew(context, { status: 201, body: context.settings });
    case 'get /approval_rules':
      return paged(call, context.rules, 'per_page');
    case 'post /approval_rules':
    case 'put /approval_rules/{rule}':
      return approvalRule(context, call);
    case 'get /protected_branches':
      return paged(call, [...context.branches.values()], 'per_page');
    case 'post /protected_branches':
    case 'patch /protected_branches/{name}':
      return protection(context, call);
    default:
      return pull === undefined ? notFound : answerForPull(context, call, pull);
  }
}

function answerForPull(context: Context, call: DescribedCall, pull: WorldPull): FakeAnswer {
  const { world } = context;
  const body = call.body ?? {};
  switch (`${call.operation.method} ${call.operation.template.split('{iid}')[1]}`) {
    case 'get ':
      return { status: 200, body: pullBody(world, pull) };
    case 'put ':
      if (typeof body['title'] === 'string') setTitle(pull, body['title']);
      if (typeof body['description'] === 'string') pull.body = body['description'];
      if (body['state_event'] !== undefined && pull.merged === undefined)
        pull.state = body['state_event'] === 'close' ? 'closed' : 'open';
      return { status: 200, body: pullBody(world, pull) };
    case 'get /commits':
      return paged(call, commits(world, pull), 'per_page');
    case 'get /versions':
      return paged(call, versions(world, pull), 'per_page');
    case 'get /approvals':
      return { status: 200, body: approvals(pull) };
    case 'post /approve':
      return approve(context, call, pull);
    case 'post /unapprove':
      return unapprove(call, pull);
    case 'get /notes':
      return paged(call, notes(pull), 'per_page');
    case 'post /notes':
      world.review(pull, call.user, 'commented', String(body['body']));
      return { status: 201, body: notes(pull).at(-1) };
    case 'put /merge':
      return merge(world, call, pull);
    default:
      throw new Error(`the fake lacks ${call.operation.template}`);
  }
}

function listPulls(world: ForgeWorld, query: URLSearchParams): readonly Node[] {
  const [state, source, target] = ['state', 'source_branch', 'target_branch'].map((name) => query.get(name));
  const found = world.pulls.filter(
    (pull) =>
      (state === null || state === 'all' || (state === 'opened' && pull.state === 'open')) &&
      (source === null || source === pull.branch) &&
      (target === null || target === pull.base),
  );
  return (query.get('sort') === 'desc' ? found.toReversed() : found).map((pull) => pullBody(world, pull));
}

function setTitle(pull: WorldPull, title: string): void {
  pull.draft = title.startsWith('Draft: ');
  pull.title = title.replace(/^Draft: /, '');
}

function createPull(world: ForgeWorld, call: DescribedCall): FakeAnswer {
  const {
    source_branch: branch = '',
    target_branch: base = '',
    title = '',
    description: body = '',
  } = call.body as Readonly<Record<string, string>>;
  if (!world.hasBranch(branch) || !world.hasBranch(base))
    return { status: 400, body: { message: { source_branch: ['does not exist'] } } };
  const open = world.pulls.find(
    (pull) => pull.branch === branch && pull.base === base && pull.state === 'open' && !pull.fromFork,
  );
  if (open !== undefined)
    return {
      status: 409,
      body: { message: [`Another open merge request already exists for this source branch: !${open.number}`] },
    };
  const pull = world.openPull({ branch, base, title: '', body, draft: false, by: call.user });
  setTitle(pull, title);
  return { status: 201, body: pullBody(world, pull) };
}

function approve({ world, settings }: Context, call: DescribedCall, pull: WorldPull): FakeAnswer {
  const unauthorized: FakeAnswer = { status: 401, body: { message: '401 Unauthorized' } };
  if (call.body?.['sha'] !== undefined && call.body['sha'] !== world.headOf(pull))
    return { status: 409, body: { message: `SHA does not match HEAD of source branch: ${world.headOf(pull)}` } };
  if (call.user === pull.by && settings['merge_requests_author_approval'] !== true) return unauthorized;
  if (pull.reviews.some(({ by, state, dismissed }) => by === call.user && state === 'approved' && !dismissed))
    return unauthorized;
  world.review(pull, call.user, 'approved', '');
  return { status: 201, body: approvals(pull) };
}

function unapprove(call: DescribedCall, pull: WorldPull): FakeAnswer {
  const own = pull.reviews.filter(({ by, state, dismissed }) => by === call.user && state === 'approved' && !dismissed);
  for (const review of own) review.dismissed = true;
  return own.length === 0 ? notFound : { status: 201 };
}

function merge(world: ForgeWorld, call: DescribedCall, pull: WorldPull): FakeAnswer {
  if (world.isEarly()) return { status: 422, body: { message: 'Branch cannot be merged' } };
  if (pull.state === 'closed' || pull.draft) return { status: 405, body: { message: '405 Method Not Allowed' } };
  if (call.body?.['sha'] !== world.headOf(pull))
    return { status: 409, body: { message: `SHA does not match HEAD of source branch: ${world.headOf(pull)}` } };
  if (!world.isApproved(pull)) return { status: 405, body: { message: '405 Method Not Allowed' } };
  world.merge(pull, call.user, `${String(call.body['merge_commit_message'])}\n`);
  return { status: 200, body: pullBody(world, pull) };
}

function pullBody(world: ForgeWorld, pull: WorldPull): Node {
  return filled(description, 'MergeRequest', {
    id: pull.number + 1000,
    iid: pull.number,
    title: `${pull.draft ? 'Draft: ' : ''}${pull.title}`,
    description: pull.body,
    state: pull.merged === undefined ? (pull.state === 'open' ? 'opened' : 'closed') : 'merged',
    draft: pull.draft,
    author: { id: 1, username: pull.by },
    source_branch: pull.branch,
    target_branch: pull.base,
    source_project_id: pull.fromFork ? 2 : 1,
    target_project_id: 1,
    sha: world.headOf(pull),
    merge_commit_sha: pull.merged?.commit ?? null,
    merge_user: pull.merged === undefined ? null : { id: 1, username: pull.merged.by },
    merged_at: pull.merged?.at ?? null,
    detailed_merge_status: world.settling > 0 ? 'checking' : 'mergeable',
    created_at: pull.at,
    updated_at: pull.updatedAt,
  });
}

function approvals(pull: WorldPull): Node {
  const given = pull.reviews.filter(({ state, dismissed }) => state === 'approved' && !dismissed);
  return { approved_by: given.map(({ by, at }) => ({ user: filled(description, 'User', { username: by }), approved_at: at })) };
}

function notes(pull: WorldPull): readonly Node[] {
  const retargets = pull.retargets.map(({ by, at, from, to }, id) => ({
    id: 1000 + id,
    body: `changed target branch from \`${from}\` to \`${to}\``,
    author: { id: 1, username: by },
    system: true,
    created_at: at,
  }));
  const noted = { approved: 'approved this merge request', rejected: 'requested changes', commented: undefined } as const;
  const written = pull.reviews.map(({ id, by, state, comment, at }) => ({
    id,
    body: noted[state] ?? comment,
    author: { id: 1, username: by },
    system: noted[state] !== undefined,
    created_at: at,
  }));
  return [...retargets, ...written];
}

function commits(world: ForgeWorld, pull: WorldPull): readonly Node[] {
  return world.pushes
    .filter(({ branch }) => branch === pull.branch)
    .map(({ commit, by, email }) => {
      const names = { author_name: by, committer_name: by };
      return { id: commit, message: 'Change', ...names, author_email: email, committer_email: email };
    });
}

function versions(world: ForgeWorld, pull: WorldPull): readonly Node[] {
  return world.pushes
    .filter(({ branch }) => branch === pull.branch)
    .toReversed()
    .map(({ id, commit, at }) => ({ id, head_commit_sha: commit, base_commit_sha: '0'.repeat(40), created_at: at }));
}

function events(world: ForgeWorld): readonly Node[] {
  return world.pushes.toReversed().map(({ id, branch, commit, by, at }) => ({
    id,
    action_name: 'pushed to',
    author_username: by,
    created_at: at,
    push_data: { ref: branch, ref_type: 'branch', commit_to: commit },
  }));
}

function protectedBranch(name: string, push: number, force: boolean): Node {
  const level = (id: number, access_level: number): Node => ({ id, access_level, user_id: null, group_id: null });
  return { id: 1, name, push_access_levels: [level(1, push)], merge_access_levels: [level(2, 40)], allow_force_push: force };
}

function protection(context: Context, { operation, query, body = {} }: DescribedCall): FakeAnswer {
  const { branches, options } = context;
  const name = operation.pathValues['name'] ?? query.get('name') ?? '';
  const known = branches.get(name);
  if (operation.method === 'post') {
    if (known !== undefined) return { status: 409, body: { message: `Protected branch '${name}' already exists` } };
    branches.set(name, protectedBranch(name, Number(query.get('push_access_level')), query.get('allow_force_push') === 'true'));
  } else if (known === undefined) return notFound;
  else if (operation.method === 'patch') {
    // Without rules of approval who may push stays as it is.
    const nobody = body['allowed_to_push'] !== undefined && options.premium;
    const [level] = known['push_access_levels'] as readonly Node[];
    const push = nobody ? 0 : Number(level?.['access_level']);
    branches.set(name, protectedBranch(name, push, body['allow_force_push'] === true));
  }
  return protectedAnew(context, { status: operation.method === 'post' ? 201 : 200, body: branches.get(name) });
}

function approvalRule(context: Context, { operation, body = {} }: DescribedCall): FakeAnswer {
  const { rules } = context;
  const id = Number(operation.pathValues['rule'] ?? rules.length + 1);
  const rule = { rule_type: 'any_approver', ...rules[id - 1], ...body, id };
  rules[id - 1] = rule;
  return protectedAnew(context, { status: operation.method === 'post' ? 201 : 200, body: rule });
}

/** What the settings come to, for the world. */
function protectedAnew({ world, branches, rules, settings }: Context, given: FakeAnswer): FakeAnswer {
  for (const name of branches.keys()) {
    const held: WorldProtection = {
      minApprovals: Math.max(0, ...rules.map((rule) => Number(rule['approvals_required']))),
      dismissStale: settings['reset_approvals_on_push'] === true,
      lastPush: false,
      noDirectPush: true,
      checks: [],
    };
    world.protections.set(name, held);
  }
  return given;
}
