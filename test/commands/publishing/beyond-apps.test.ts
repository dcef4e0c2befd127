import { describe, expect, it } from 'vitest';

import { Sandbox } from '../sandbox.ts';

const roles = '{ admin: ["ada@example.com", "eve@example.com"], publisher: ["bob@example.com"] }';
const until = (year: number): string =>
  `{ roles: ${roles}, settings: { freeze: [{ from: "2020-01-01T00:00:00Z", until: "${year}-01-01T00:00:00Z", reason: "Sales vault://shop/key" }] } }`;

/** A repository that is its own store, frozen for a long time by a namespace. */
function frozen(): { readonly sandbox: Sandbox; readonly publish: (name: string, ...args: string[]) => string } {
  const sandbox = new Sandbox();
  sandbox.write('configs/namespace.json5', until(2999));
  sandbox.write('configs/pay/namespace.json5', '{}');
  sandbox.write('configs/pay/shop/config.json5', '{ pool: 10 }');
  sandbox.commit('First');
  const publish = (name: string, ...args: string[]): string => {
    const env = { CONFMAN_ACTOR: `${name}@example.com` };
    const { stdout, stderr } = sandbox.confman(['publish', ...args], { env });
    return stdout + stderr;
  };
  return { sandbox, publish };
}

function proposes(sandbox: Sandbox, files: Readonly<Record<string, string>>): void {
  sandbox.git('switch', '--quiet', '--detach', 'main');
  for (const [path, text] of Object.entries(files)) sandbox.write(path, text);
  sandbox.commit('A change');
}

describe('what a request changes beside the data of apps', () => {
  it('is shown with who decides about it, and lifts the freeze that it is about', () => {
    const { sandbox, publish } = frozen();
    proposes(sandbox, { 'configs/namespace.json5': until(2021) });
    expect(publish('ada', 'open')).toBe('request 1 opened: pending review\n0 of 1 approval from admins of /\n');
    const shown = publish('eve', 'show', '1');
    expect(shown).toContain('\nconfigs/namespace.json5: namespace changed\nRead them: git diff ');
    const [, range = ''] = /git diff (\S+)/.exec(shown) ?? [];
    expect(sandbox.git('diff', '--name-only', range)).toBe('configs/namespace.json5\n');
    expect(publish('bob', 'approve', '1')).toContain('0 of 1 approval from admins of /\n');
    publish('eve', 'approve', '1');
    expect(publish('eve', 'merge', '1')).toContain('request 1 published\n');
  });

  it('waits for a freeze that is further up, and together with anything else', () => {
    const { sandbox, publish } = frozen();
    proposes(sandbox, { 'configs/pay/namespace.json5': '{ inherit: false }' });
    expect(publish('ada', 'open')).toContain('/pay is frozen until 2999-01-01T00:00:00Z: Sales vault://…\n');
    proposes(sandbox, { 'configs/namespace.json5': until(2021), 'pipeline.yml': 'run: it' });
    expect(publish('ada', 'open')).toContain('/ is frozen until 2999-01-01T00:00:00Z: Sales vault://…\n');
    expect(publish('eve', 'show', '2')).toContain('\npipeline.yml: file beside the workspace\nRead them: ');
    const { request } = JSON.parse(publish('eve', 'show', '2', '--format', 'json')) as { readonly request: object };
    expect(request).toMatchObject({
      beyond: [
        { path: 'configs/namespace.json5', kind: 'namespace', change: 'changed' },
        { path: 'pipeline.yml', kind: 'file', change: 'changed' },
      ],
      held: [{ namespace: '/', by: 'freeze', until: '2999-01-01T00:00:00Z', reason: 'Sales vault://…' }],
    });
    publish('eve', 'approve', '2');
    const merged = publish('eve', 'merge', '2');
    expect(merged).toContain('error[publish/frozen] / is frozen until 2999-01-01T00:00:00Z: Sales vault://…\n');
    proposes(sandbox, { 'configs/namespace.json5': until(2021), 'schemas/shop/v1.json': '{}' });
    expect(publish('ada', 'open')).toContain('/ is frozen until ');
    proposes(sandbox, { 'configs/namespace.json5': until(2021), 'configs/pay/shop/config.json5': '{ pool: 11 }' });
    expect(publish('ada', 'open')).toContain('/pay is frozen until ');
  });
});
