import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { expect, it } from 'vitest';

import { Sandbox } from '../sandbox.ts';
import { Receiver, type Received } from './receiver.ts';

const secret = 'a secret of some length';

/** A repository that is its own store: pools may grow by a rule, and of everything else Bob decides. */
function kept(): Sandbox {
  const sandbox = new Sandbox();
  const roles = { publisher: ['bob@example.com'], editor: ['ada@example.com'] };
  const settings = { autoApprove: [{ pointers: ['/pool'], widening: true }] };
  sandbox.write('configs/namespace.json5', JSON.stringify({ path: '/', roles, settings }));
  for (const app of ['shop', 'mail', 'chat']) sandbox.write(`configs/${app}/config.json5`, '{ pool: 10, size: 1 }');
  sandbox.commit('First');
  return sandbox;
}

function does(sandbox: Sandbox, who: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  const ended = sandbox.confman(args, { env: { CONFMAN_ACTOR: `${who}@example.com`, ...env } });
  expect([args, ended.code]).toEqual([args, 0]);
  return ended.stdout;
}

/** Ada asks for one app to be otherwise. */
function asks(sandbox: Sandbox, app: string, text: string): void {
  sandbox.git('switch', '--quiet', '--create', `${app}-${text.length}`, 'main');
  sandbox.write(`configs/${app}/config.json5`, text);
  sandbox.commit(`Change ${app}`);
  does(sandbox, 'ada', ['publish', 'open']);
}

/** A json receiver of one path. */
function told(receiver: Receiver): Readonly<Record<string, string>> {
  return { CONFMAN_WEBHOOK_URL: receiver.url('/json'), CONFMAN_WEBHOOK_SECRET: secret };
}

function isSigned({ headers, body }: Received): boolean {
  const text = `${String(headers['x-confman-delivery'])}.${String(headers['x-confman-timestamp'])}.${body}`;
  return headers['x-confman-signature-256'] === `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`;
}

function eventsOf(received: readonly Received[], path: string): readonly string[] {
  return received.filter((each) => each.path === path).map(({ headers }) => String(headers['x-confman-event']));
}

it('publishes what is due and nothing else, and tells everybody in their own words', () => {
  const sandbox = kept();
  const receiver = new Receiver({ '/teams': ['close'], '/gone': [{ location: 'http://127.0.0.1:9/' }], '/json': [200, 500] });
  const env = {
    ...told(receiver),
    CONFMAN_WEBHOOK_URL_SLACK: receiver.url('/slack'),
    CONFMAN_WEBHOOK_FORMAT_SLACK: 'slack',
    CONFMAN_WEBHOOK_URL_TEAMS: receiver.url('/teams'),
    CONFMAN_WEBHOOK_FORMAT_TEAMS: 'teams',
    CONFMAN_WEBHOOK_URL_GONE: receiver.url('/gone'),
    CONFMAN_WEBHOOK_FORMAT_GONE: 'slack',
  };
  does(sandbox, 'bob', ['publish', 'watch', '--once'], env);
  asks(sandbox, 'shop', '{ pool: 20, size: 1 }');
  asks(sandbox, 'mail', '{ pool: 10, size: 2 }');
  asks(sandbox, 'chat', '{ pool: 10, size: 3 }');
  for (const id of ['2', '3']) does(sandbox, 'bob', ['publish', 'approve', id]);
  const soon = Math.ceil(Date.now() / 1000) * 1000 + 1000;
  does(sandbox, 'ada', ['publish', 'update', '2', '--at', new Date(soon).toISOString().replace('.000', '')]);
  does(sandbox, 'ada', ['publish', 'update', '3', '--at', '2999-01-01T00:00:00Z']);

  while (Date.now() < soon) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, soon - Date.now());
  const watched = sandbox.confman(['publish', 'watch', '--once'], { env: { ...env, CONFMAN_ACTOR: 'bob@example.com' } });
  expect(watched.stdout.replaceAll(/[0-9a-f]{12}/g, 'C')).toBe(
    'request 1 published: main is at C\nrequest 2 published: main is at C\n',
  );
  const later = 'it is tried again later\n';
  expect(watched.stderr.split('confman: ').toSorted()).toEqual([
    '',
    `the webhook GONE was not told that a request was opened: it sends on to another address; ${later}`,
    `the webhook TEAMS was not told that a request was opened: it cannot be reached; ${later}`,
    `the webhook was not told that a request was published: it answers 500; ${later}`,
  ]);
  const { received } = receiver;
  expect(received.filter(({ path }) => path === '/json').every(isSigned)).toBe(true);
  expect(eventsOf(received, '/json')).toEqual(['opened', 'published']);
  expect(eventsOf(received, '/slack')).toEqual(['opened', 'published', 'opened', 'approved', 'published', 'opened', 'approved']);
  const slack = received.find(({ path }) => path === '/slack');
  expect(slack?.headers['x-confman-signature-256']).toBeUndefined();
  expect(JSON.parse(slack?.body ?? '')).toHaveProperty('blocks');
  const teams = received.find(({ path }) => path === '/teams');
  expect(JSON.parse(teams?.body ?? '')).toMatchObject({ type: 'message' });
  expect(eventsOf(received, '/gone')).toEqual(['opened']);
});

it('that is killed while it tells is followed by one that goes on', async () => {
  const sandbox = kept();
  const receiver = new Receiver();
  does(sandbox, 'bob', ['publish', 'watch', '--once'], told(receiver));
  asks(sandbox, 'shop', '{ pool: 20, size: 1 }');
  receiver.answer({ '/json': ['hang'] });
  const env = { ...told(receiver), CONFMAN_ACTOR: 'bob@example.com' };
  const killed = sandbox.start(['publish', 'watch'], { env });
  while (receiver.received.length === 0) await new Promise((done) => setTimeout(done, 20));
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  expect(sandbox.confman(['publish', 'watch', '--once'], { env })).toEqual({ code: 0, stdout: '', stderr: '' });
  const [lost, ...rest] = receiver.received;
  expect(rest.map(({ headers }) => headers['x-confman-delivery'])).toContain(lost?.headers['x-confman-delivery']);
  expect(eventsOf(rest, '/json').toSorted()).toEqual(['opened', 'published']);
  expect(rest.every(isSigned)).toBe(true);
});

it('two at once publish each request once, and tell of everything', async () => {
  const sandbox = kept();
  const receiver = new Receiver();
  does(sandbox, 'bob', ['publish', 'watch', '--once'], told(receiver));
  for (const app of ['shop', 'mail']) asks(sandbox, app, '{ pool: 20, size: 1 }');
  const env = { ...told(receiver), CONFMAN_ACTOR: 'bob@example.com' };
  const ended = await Promise.all(
    [1, 2].map(async () => {
      const watcher = sandbox.start(['publish', 'watch', '--once'], { env });
      const said = { stdout: '', stderr: '' };
      watcher.stdout?.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
      watcher.stderr?.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
      const [code] = (await once(watcher, 'close')) as [number];
      return { code, ...said };
    }),
  );
  expect(ended.map(({ code, stderr }) => [code, stderr])).toEqual([
    [0, ''],
    [0, ''],
  ]);
  const lines = ended.flatMap(({ stdout }) => stdout.split('\n')).filter(Boolean);
  // In the same second the two make the very same commits, and both are right to say that it was done.
  expect([...new Set(lines)].map((line) => line.slice(0, 19)).toSorted()).toEqual(['request 1 published', 'request 2 published']);
  expect(sandbox.git('rev-list', '--count', '--first-parent', 'main').trim()).toBe('3');
  const distinct = new Map(receiver.received.map(({ headers }) => [headers['x-confman-delivery'], headers['x-confman-event']]));
  expect([...distinct.values()].map(String).toSorted()).toEqual(['opened', 'opened', 'published', 'published']);
});
