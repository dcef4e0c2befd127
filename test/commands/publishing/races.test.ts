import { afterAll, beforeAll, expect, it } from 'vitest';

import { approving, HttpDesk, merging, opening, updating } from './http-desk.ts';
import { PublishServer } from './publish-server.ts';

/** How many approve at once; `RACERS=20` is what was asked for, and takes its time. */
const racers = Array.from({ length: Number(process.env['RACERS'] ?? 2) }, (_, i) => `p${i}`);
const addresses = racers.map((name) => `${name}@example.com`);

const roles = { publisher: ['bob@example.com', 'eve@example.com'], editor: ['ada@example.com'] };
const settings = { minApprovers: racers.length };
const files = {
  'configs/namespace.json5': JSON.stringify({ path: '/', roles }),
  'configs/many/namespace.json5': JSON.stringify({ path: '/many', settings, roles: { publisher: addresses } }),
  ...Object.fromEntries(['many', 'shop', 'mail', 'chat'].map((app) => [`configs/${app}/config.json5`, '{ pool: 10 }'])),
};

type Outcome = Awaited<ReturnType<HttpDesk['submit']>>;

/** What somebody was told: the code of what went wrong. */
function codeOf(outcome: Outcome): string {
  if ('request' in outcome) return 'done';
  return 'kind' in outcome ? outcome.kind : String(outcome[0]?.code);
}

let server: PublishServer;
let ada: HttpDesk;
let bob: HttpDesk;
beforeAll(async () => {
  server = await PublishServer.start(afterAll, { files, people: ['ada', 'bob', 'root', ...racers] });
  [ada, bob] = [await HttpDesk.open(server, 'ada'), await HttpDesk.open(server, 'bob')];
});

interface Asked {
  readonly id: string;
  readonly head: string;
}

/** A request of Ada's for one app, which Bob has approved; nobody judges that. */
async function asked(app: string): Promise<Asked> {
  const back = server.breakHook('exit 0');
  await ada.desk.talk('fetch', '--quiet');
  const head = ada.desk.change(app, `configs/${app}/config.json5`, '{ pool: 20 }');
  const { id } = (await ada.does(opening(head))).request;
  if (app !== 'many') await bob.does(approving(id, head));
  back();
  return { id, head };
}

/** A commit that gets to the server past confman, as a mirror or an administrator of the machine brings it. */
function brought(commit: string): string {
  server.server.git('configs.git', 'fetch', '--quiet', ada.desk.path, commit);
  return commit;
}

function moveMain(commit: string): void {
  server.server.git('configs.git', '-c', 'core.hooksPath=/dev/null', 'update-ref', 'refs/heads/main', commit);
}

function show(app: string): string {
  return server.show(`main:configs/${app}/config.json5`);
}

it('many approve, and each counts once', { timeout: 600_000 }, async () => {
  const { id, head } = await asked('many');
  const desks = await Promise.all(racers.map((name) => HttpDesk.open(server, name)));
  const outcomes = await Promise.all(desks.map((desk) => desk.submit(approving(id, head))));
  expect(outcomes.map(codeOf)).toEqual(racers.map(() => 'done'));
  const { requests, broken } = await ada.state();
  expect(broken).toEqual([]);
  expect(
    requests
      .at(-1)
      ?.request.reviews.map(({ reviewer }) => reviewer)
      .toSorted(),
  ).toEqual(addresses.toSorted());
});

it('one publishes and another brings a new head: what was not approved is not published', async () => {
  const { id, head } = await asked('shop');
  ada.desk.write('configs/shop/config.json5', '{ pool: 99 }');
  const other = ada.desk.commit('More');
  const [updated, merged] = await Promise.all([ada.submit(updating(id, other)), bob.submit(merging(id))]);
  if (codeOf(merged) === 'done') {
    expect([codeOf(updated), show('shop')]).toEqual(['publish/event-refused', '{ pool: 20 }']);
    expect(server.server.git('configs.git', 'rev-parse', 'main^2')).toBe(head);
  } else {
    expect([codeOf(merged), codeOf(updated), show('shop')]).toEqual(['publish/approvals-missing', 'done', '{ pool: 10 }']);
    expect(server.refs()[`refs/confman/requests/${id}/head`]).toBe(other);
  }
});

it('a branch that somebody moves past the hooks, before the push and during it, is judged anew', async () => {
  const { id, head } = await asked('mail');
  const from = server.refs()['refs/heads/main'] as string;
  const commit = (parent: string): string => brought(ada.desk.git('commit-tree', `${from}^{tree}`, '-p', parent, '-m', 'Past'));
  const before = commit(from);
  const during = commit(before);
  // The hook says yes; before git moves the refs, the branch is elsewhere.
  const back = server.wrapHook(
    `env -u GIT_QUARANTINE_PATH git -c core.hooksPath=/dev/null update-ref refs/heads/main ${during} ${before} 2>&1 || :`,
  );
  const step = merging(id);
  let looks = 0;
  const done = await bob.does({
    ...step,
    body: (now) => {
      if (looks === 0) moveMain(before);
      looks += 1;
      return step.body(now);
    },
  });
  back();
  expect(looks).toBe(3);
  expect(server.server.git('configs.git', 'rev-parse', 'main^1', 'main^2').split('\n')).toEqual([during, head]);
  expect([done.tip, show('mail')]).toEqual([server.refs()['refs/heads/main'], '{ pool: 20 }']);
});

it('a branch that takes away the right to publish in that moment takes it away', async () => {
  const { id } = await asked('chat');
  ada.desk.git('switch', '--quiet', '--create', 'coup', 'origin/main');
  const others = { publisher: ['eve@example.com'], editor: ['ada@example.com'] };
  ada.desk.write('configs/namespace.json5', JSON.stringify({ path: '/', roles: others }));
  const commit = brought(ada.desk.commit('Past the hooks'));
  const step = merging(id);
  const outcome = await bob.submit({
    ...step,
    body: (now) => {
      moveMain(commit);
      return step.body(now);
    },
  });
  expect(codeOf(outcome)).toBe('publish/approvals-missing');
  expect(server.refs()['refs/heads/main']).toBe(commit);
});
