import { expect, it, onTestFinished } from 'vitest';

import { PublishServer } from './publish-server.ts';

const eu = 'configs/pay/eu/config.json5';
const files = {
  'configs/namespace.json5': '{ roles: { admin: ["root@example.com"], editor: ["ada@example.com"] } }',
  'configs/pay/namespace.json5':
    '{ settings: { instantRollback: true }, roles: { publisher: ["bob@example.com", "eve@example.com"] } }',
  'configs/global.json5': '{ timeout: 30 }',
  [eu]: '{ pool: 10 }',
  'configs/pay/us/config.json5': '{ pool: 10 }',
};

const ref = (id: number, kind: string): string => `refs/confman/requests/${id}/${kind}`;

function now(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}

it('a rollback through a server is published at once, and nothing else under its name', async () => {
  const server = await PublishServer.start(onTestFinished, { files });
  const [ada, bob] = await Promise.all([server.clone('ada'), server.clone('bob')]);
  const first = server.refs()['refs/heads/main'] as string;
  const side = ada.change('pool', eu, '{ pool: 20 }');
  // As it was before the server had its hooks: the merge of a branch.
  const merge = ada.git('commit-tree', `${side}^{tree}`, '-p', first, '-p', side, '-m', 'Pool');
  await ada.talk('push', '--quiet', 'origin', `${merge}:refs/heads/merged`);
  server.server.git('configs.git', '-c', 'core.hooksPath=/dev/null', 'update-ref', 'refs/heads/main', merge);
  await ada.talk('fetch', '--quiet', 'origin');

  ada.change('back', eu, '{ pool: 10 }');
  ada.write('configs/pay/us/config.json5', '{ pool: 666 }');
  const more = ada.commit('And more');
  const open = (restores: string): readonly string[] => {
    const event = { formatVersion: 1, request: '1', position: 1, actor: 'ada@example.com', at: now(), base: merge };
    const words = { title: 'Back', description: '', draft: false, restores, type: 'opened', head: more };
    const meta = ada.eventCommit({ ...event, ...words }, []);
    return ['--atomic', 'origin', `${meta}:${ref(1, 'meta')}`, `${more}:${ref(1, 'head')}`];
  };
  // On a branch that was merged, and never what was in force.
  expect(await ada.refusedPush(...open(side))).toContain('publish/restores-unpublished');
  await ada.talk('push', ...open(first));
  expect(await bob.does('publish', 'show', '1')).toContain('not at once: pay/us would not be what it was');
  const message = 'Publish request 1\n\nConfman-Request: 1\n';
  const commit = bob.git('commit-tree', `${more}^{tree}`, '-p', merge, '-p', more, '-m', message);
  const event = { formatVersion: 1, request: '1', position: 2, actor: 'bob@example.com', at: now(), base: merge };
  const publishing = { ...event, type: 'published', head: more, commit, namespaces: ['/pay'] };
  const meta = bob.eventCommit(publishing, [server.refs()[ref(1, 'meta')] as string]);
  const forced = await bob.refusedPush('--atomic', 'origin', `${meta}:${ref(1, 'meta')}`, `${commit}:refs/heads/main`);
  expect(forced).toContain('publish/approvals-missing');

  const before = [bob.git('status', '--porcelain'), bob.git('rev-parse', 'HEAD')];
  expect(await bob.does('rollback', 'pay/*', '--to', first, '--publish')).toMatch(/^request 2 published/);
  expect(server.show(`main:${eu}`)).toBe('{ pool: 10 }');
  expect([bob.git('status', '--porcelain'), bob.git('rev-parse', 'HEAD')]).toEqual(before);
  expect(await ada.does('audit', '--verify', '--root', merge)).toContain('3 events and 1 commit of main hold');
});
