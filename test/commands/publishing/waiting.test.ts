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
