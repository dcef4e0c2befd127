import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import { serverHookMark, transactionHook } from '../../../../src/publish/embedded/server-hooks.ts';
import { approving, HttpDesk, merging, opening } from '../http-desk.ts';
import { PublishServer } from '../publish-server.ts';

/** `CRASH_POINTS=all` has the hooks die at every step; else at one of each. */
const isWhole = process.env['CRASH_POINTS'] === 'all';
const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);
const preload = fileURLToPath(new URL('die-at.cjs', import.meta.url));

const files = {
  'configs/namespace.json5': JSON.stringify({
    path: '/',
    roles: { publisher: ['bob@example.com'], editor: ['ada@example.com'] },
  }),
  'configs/shop/config.json5': '{ pool: 10 }',
};

/** A request is opened, approved and published, and at one of these pushes the server dies. */
const pushes = ['opened', 'approved', 'published'] as const;
type Push = (typeof pushes)[number];

let server: PublishServer;
let people: { readonly ada: HttpDesk; readonly bob: HttpDesk };
let repository: string;
let temporary: string;
let count = 1;

beforeAll(async () => {
  server = await PublishServer.start(afterAll, { files, people: ['ada', 'bob', 'root'] });
  repository = join(server.server.root, 'configs.git');
  temporary = join(server.server.root, 'tmp');
  mkdirSync(temporary);
  people = { ada: await HttpDesk.open(server, 'ada'), bob: await HttpDesk.open(server, 'bob') };
});

function hook(name: string, text: string): void {
  writeFileSync(join(repository, 'hooks', name), text, { mode: 0o755 });
}

/** Has the pre-receive hook end at a step, or tell its steps. */
function arm(death: Readonly<Record<string, string>>): void {
  const words = ['hook', 'receive', '--branch', 'main', '--actor-format', '{user}@example.com'];
  const variables = Object.entries({ TMPDIR: temporary, ...death }).map(([name, value]) => `${name}='${value}'`);
  const program = Object.keys(death).length === 0 ? '' : `--require '${preload}'`;
  const line = `exec env ${variables.join(' ')} '${process.execPath}' ${program} '${inject('program')}' ${words.map((each) => `'${each}'`).join(' ')}`;
  hook('pre-receive', `#!/bin/sh\n${serverHookMark}\n${line}\n`);
}

/** Has the hook of the transaction end before one of its lines. @param kill whom: `$$` itself, 0 everything of this push */
function armTransaction(line: number, kill: '$$' | '0'): void {
  const lines = transactionHook({ branch: 'main' }).split('\n');
  hook('reference-transaction', [...lines.slice(0, line), `kill -9 ${kill}`, ...lines.slice(line)].join('\n'));
}

function disarm(): void {
  arm({});
  hook('reference-transaction', transactionHook({ branch: 'main' }));
}

/** As far as it goes. @returns what every push came to */
async function pushed(before: (push: Push) => void, head: string): Promise<void> {
  const { ada, bob } = people;
  const id = String(count);
  const steps = { opened: [ada, opening(head)], approved: [bob, approving(id, head)], published: [bob, merging(id)] } as const;
  for (const push of pushes) {
    const [who, step] = steps[push];
    before(push);
    await who.submit(step);
    if (isWhole || push === 'published') disarm();
    // Called again, it goes on, whatever became of it.
    await who.does(step);
  }
}

async function expectSurvival(where: string, before: (push: Push) => void): Promise<void> {
  const { ada } = people;
  await ada.desk.talk('fetch', '--quiet');
  const head = ada.desk.change(`change-${count}`, 'configs/shop/config.json5', `{ pool: ${20 + count} }`);
  const line = Number(server.server.git('configs.git', 'rev-list', '--count', '--first-parent', 'main'));
  await pushed(before, head);
  const { requests, broken } = await ada.state();
  const left = readdirSync(repository, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.lock'));
  expect({
    where,
    state: requests.at(-1)?.phase,
    events: requests.at(-1)?.request.position,
    requests: requests.length,
    broken: broken.length,
    line: Number(server.server.git('configs.git', 'rev-list', '--count', '--first-parent', 'main')),
    pool: server.show('main:configs/shop/config.json5'),
    left: [...left, ...readdirSync(temporary)].filter((name) => !name.startsWith('node-compile-cache')),
  }).toEqual({
    where,
    state: 'published',
    events: 3,
    requests: count,
    broken: 0,
    line: line + 1,
    pool: `{ pool: ${20 + count} }`,
    left: [],
  });
  count += 1;
}

/** How many steps the hook takes for each push. */
async function steps(): Promise<Readonly<Record<Push, number>>> {
  const found: Partial<Record<Push, number>> = {};
  const log = join(server.server.root, 'steps');
  let last: Push | undefined;
  const read = (): void => {
    if (last !== undefined) found[last] = readFileSync(log, 'utf8').split('\n').length - 1;
    rmSync(log, { force: true });
  };
  await expectSurvival('undisturbed', (push) => {
    read();
    last = push;
    arm({ CONFMAN_DIE_LOG: log });
  });
  read();
  return found as Record<Push, number>;
}

/** In a short run the hooks have nothing to say to the pushes before. */
function justPublishing(arming: () => void): (push: Push) => void {
  return (push) => {
    if (push === 'published') return arming();
    for (const name of ['pre-receive', 'reference-transaction']) hook(name, '#!/bin/sh\nexit 0\n');
  };
}

it('a hook that is killed lets nothing in by halves', async () => {
  const at = String(1 + (seed % 40));
  disarm();
  if (seed % 4 === 0)
    return expectSurvival(
      `seed ${seed}, line 3`,
      justPublishing(() => armTransaction(3, '$$')),
    );
  const death = { CONFMAN_DIE_AT: at, CONFMAN_DIE_WITH: 'alone' };
  return expectSurvival(
    `seed ${seed}, step ${at}`,
    justPublishing(() => arm(death)),
  );
});

it.runIf(isWhole)('neither does one that is killed anywhere else', { timeout: 3600_000 }, async () => {
  disarm();
  const most = await steps();
  for (const takes of ['alone', 'group'])
    for (let at = 1; at <= Math.max(...Object.values(most)); at += 1)
      await expectSurvival(`step ${at}, ${takes}`, () => arm({ CONFMAN_DIE_AT: String(at), CONFMAN_DIE_WITH: takes }));
  const lines = transactionHook({ branch: 'main' }).split('\n').length - 1;
  for (let line = 2; line < lines; line += 1) await expectSurvival(`line ${line}`, () => armTransaction(line, '$$'));
});
