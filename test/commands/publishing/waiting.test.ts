import { expect, it } from 'vitest';

import { Sandbox } from '../sandbox.ts';

it('a request waits for who approves it, then for who publishes it, and says when it conflicts', () => {
  const sandbox = new Sandbox();
  const says = (name: string, ...args: string[]): string => {
    const { stdout, stderr } = sandbox.confman(['publish', ...args], { env: { CONFMAN_ACTOR: `${name}@example.com` } });
    return (stdout + stderr).replace(/updated \S+Z/g, 'updated');
  };
  const waiting = (name: string): string => says(name, 'status').split('\n\n')[0] ?? '';
  sandbox.write(
    'configs/namespace.json5',
    '{ roles: { publisher: ["bob@example.com", "eve@example.com"], editor: ["ada@example.com"] } }',
  );
  sandbox.write('configs/shop/config.json5', '{ pool: 10 }');
  sandbox.commit('First');
  for (const pool of [20, 30]) {
    sandbox.git('switch', '--quiet', '--detach', 'main');
    sandbox.write('configs/shop/config.json5', `{ pool: ${pool} }`);
    sandbox.commit(`Pool of ${pool}`);
    says('ada', 'open');
  }
  const [second, first] = [
    '2  Pool of 30  pending review, waits for /  ada@example.com, updated',
    '1  Pool of 20  pending review, waits for /  ada@example.com, updated',
  ];
  expect(waiting('bob')).toBe(`waiting for bob@example.com:\n${second}\n${first}`);
  expect(waiting('ada')).toBe('waiting for ada@example.com:\nno requests');
  for (const id of ['1', '2']) says('eve', 'approve', id);
  expect(waiting('bob')).toContain('1  Pool of 20  approved  ada@example.com, updated');
  expect(waiting('ada')).toBe('waiting for ada@example.com:\nno requests');
  says('bob', 'merge', '1');
  for (const look of [1, 2])
    expect(says('ada', 'list'), `look ${look}`).toBe('2  Pool of 30  approved, conflicts  ada@example.com, updated\n');
  expect(waiting('bob')).toBe('waiting for bob@example.com:\nno requests');
  const { requests } = JSON.parse(says('ada', 'list', '--format', 'json')) as { readonly requests: readonly object[] };
  expect(requests).toMatchObject([{ id: '2', conflicts: true }]);
});

it('a request that conflicts shows what it asks for, and nothing that others have published meanwhile', () => {
  const sandbox = new Sandbox();
  const says = (name: string, ...args: string[]): string =>
    sandbox.confman(['publish', ...args], { env: { CONFMAN_ACTOR: `${name}@example.com` } }).stdout;
  sandbox.write('configs/namespace.json5', '{ roles: { admin: ["root@example.com"], editor: ["ada@example.com"] } }');
  for (const team of ['pay', 'shop']) {
    sandbox.write(`configs/${team}/namespace.json5`, `{ roles: { publisher: ["${team}@example.com"] } }`);
    sandbox.write(`configs/${team}/app/config.json5`, '{ pool: 10 }');
  }
  sandbox.commit('First');
  sandbox.git('switch', '--quiet', '--create', 'change');
  sandbox.write('configs/shop/app/config.json5', '{ pool: 20 }');
  sandbox.commit('More');
  says('ada', 'open');
  sandbox.git('switch', '--quiet', 'main');
  sandbox.write('configs/shop/app/config.json5', '{ pool: 30 }');
  sandbox.write('configs/pay/app/config.json5', '{ pool: 30 }');
  sandbox.write('configs/namespace.json5', '{ roles: { admin: ["root@example.com", "ada@example.com"] } }');
  sandbox.commit('By hand');
  const shown = says('ada', 'show', '1');
  expect(shown).toContain('shop/app: /pool 30 → 20, set at configs/shop/app/config.json5:1:9\n');
  expect(shown).toContain('0 of 1 approval from /shop\nconflicts with the protected branch in configs/shop/app/config.json5\n');
  expect(shown).not.toMatch(/pay|namespace/);
});
