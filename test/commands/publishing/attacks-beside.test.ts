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
