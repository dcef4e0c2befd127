import { expect, it } from 'vitest';

import { PublishServer } from './publish-server.ts';

const files = {
  'configs/namespace.json5': '{ roles: { admin: ["root@example.com"], publisher: ["pia@example.com"] } }',
  'configs/pay/namespace.json5': '{ inherit: false, roles: { publisher: ["bob@example.com"] } }',
  'configs/pay/eu/config.json5': '{ pool: 10 }',
  'configs/lax/namespace.json5':
    '{ inherit: false, settings: { requireApproval: false }, roles: { publisher: ["ada@example.com"] } }',
  'configs/lax/app/config.json5': '{ size: 0 }',
};

it('who publishes alone in one namespace brings nothing else along', async () => {
  const server = await PublishServer.start(undefined, { files });
  const ada = await server.clone('ada');
  const before = server.refs()['refs/heads/main'];
  const attempts: readonly (readonly [waits: string, along: () => void])[] = [
    ['0 of 1 approval from /pay', () => ada.git('mv', 'configs/pay/eu/config.json5', 'configs/pay/eu/config.yaml')],
    ['0 of 1 approval from /', () => ada.write('confman.json5', '{} // in other words')],
    ['0 of 1 approval from /', () => ada.write('configs/pay/.gitattributes', '* merge=union')],
  ];
  for (const [i, [waits, along]] of attempts.entries()) {
    ada.git('switch', '--quiet', '--create', `along-${i}`, 'origin/main');
    ada.write('configs/lax/app/config.json5', `{ size: ${i + 1} }`);
    along();
    ada.commit('A size, and more');
    expect(await ada.does('publish', 'open')).toContain(waits);
    const merged = await ada.confman('publish', 'merge', String(i + 1));
    expect([merged.code, merged.stderr]).toEqual([1, expect.stringContaining('publish/approvals-missing')]);
  }
  expect(server.refs()['refs/heads/main']).toBe(before);
});

it('a request that changes nothing any more is approved by nobody, and the root can close it', async () => {
  const server = await PublishServer.start(undefined, { files });
  const [ada, pia] = await Promise.all([server.clone('ada'), server.clone('pia')]);
  for (const name of ['first', 'second']) {
    ada.change(name, 'configs/lax/app/config.json5', '{ size: 1 }');
    // Two commits made in one second are otherwise one.
    ada.git('commit', '--quiet', '--amend', '--message', `Size, ${name}`);
    await ada.does('publish', 'open');
  }
  await ada.does('publish', 'merge', '1');
  expect(await ada.does('publish', 'list')).toMatch(/^2 {2}Size, second {2}pending review, waits for \/ {2}/);
  expect((await ada.confman('publish', 'merge', '2')).stderr).toContain('publish/nothing');
  await pia.does('publish', 'close', '2');
});
