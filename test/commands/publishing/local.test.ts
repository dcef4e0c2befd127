import { describe, expect, it } from 'vitest';

import { Sandbox } from '../sandbox.ts';

const as = (name: string): { readonly env: { readonly CONFMAN_ACTOR: string } } => ({
  env: { CONFMAN_ACTOR: `${name}@example.com` },
});

/** A repository that is its own store, with one request of Ada's that Bob has approved. */
function approved(namespace: object = {}): { readonly sandbox: Sandbox; readonly root: string } {
  const sandbox = new Sandbox();
  const roles = { publisher: ['bob@example.com'], editor: ['ada@example.com'] };
  sandbox.write('configs/namespace.json5', JSON.stringify({ path: '/', roles, ...namespace }));
  sandbox.write('configs/shop/config.json5', '{ pool: 10 }');
  const root = sandbox.commit('First');
  sandbox.git('switch', '--quiet', '--create', 'change');
  sandbox.write('configs/shop/config.json5', '{ pool: 20 }');
  sandbox.commit('Raise the pool');
  expect(sandbox.confman(['publish', 'open'], as('ada'))).toMatchObject({ code: 0 });
  expect(sandbox.confman(['publish', 'approve', '1'], as('bob'))).toMatchObject({ code: 0 });
  return { sandbox, root };
}

function verified(sandbox: Sandbox, root: string): { readonly code: number | null; readonly stdout: string } {
  return sandbox.confman(['audit', '--verify', '--root', root], as('ada'));
}

describe('a repository that is its own store', () => {
  it('publishes what is approved, and is verified from a trusted commit on', () => {
    const { sandbox, root } = approved();
    expect(sandbox.confman(['publish', 'watch', '--once'], as('ada'))).toEqual({ code: 0, stdout: '', stderr: '' });
    const watched = sandbox.confman(['publish', 'watch', '--once'], as('bob'));
    expect(watched).toMatchObject({ code: 0, stderr: '' });
    expect(watched.stdout).toMatch(/^request 1 published: main is at [0-9a-f]{12}\n$/);
    expect(sandbox.git('show', 'main:configs/shop/config.json5')).toBe('{ pool: 20 }');
    expect(sandbox.confman(['publish', 'watch', '--once'], as('bob'))).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(verified(sandbox, root)).toMatchObject({ code: 0, stdout: '3 events and 1 commit of main hold\n' });

    const rows = sandbox
      .confman(['audit', '--format', 'json', '--actor', 'BOB@example.com'], as('ada'))
      .stdout.trim()
      .split('\n');
    expect(rows.map((row) => JSON.parse(row) as object)).toMatchObject([
      { type: 'reviewed', decision: 'approved', actor: 'bob@example.com', namespaces: ['/'] },
      { type: 'published', request: '1', position: 3 },
    ]);
    expect(sandbox.confman(['audit', '--namespace', '/shop'], as('ada')).stdout).toBe('no events\n');
    expect(sandbox.confman(['audit', '--until', '2020-01-01'], as('ada')).stdout).toBe('no events\n');
    const { code, stderr } = sandbox.confman(['audit', '--verify', '--root', root, '--allowed-signers', 'nosuch'], as('ada'));
    expect([code, stderr]).toEqual([2, 'error: --allowed-signers: there is no file "nosuch" that can be read\n']);
  });

  it('is found out where somebody went around it', () => {
    const { sandbox, root } = approved();
    const before = sandbox.git('rev-parse', 'main').trim();
    sandbox.git('update-ref', 'refs/heads/main', 'change');
    const direct = verified(sandbox, root);
    expect(direct).toMatchObject({ code: 1 });
    expect(direct.stdout).toMatch(/^main does not hold at [0-9a-f]{12}: no request published it\n$/);
    sandbox.git('update-ref', 'refs/heads/main', before);

    const chain = sandbox.git('rev-list', 'refs/confman/requests/1/meta').trim().split('\n');
    const forged = sandbox
      .git('log', '-1', '--format=%B', chain[0] as string)
      .trim()
      .replace('"actor":"bob@example.com"', '"actor":"ada@example.com"');
    const tree = sandbox.git('rev-parse', `${chain[0]}^{tree}`).trim();
    const commit = sandbox.git('commit-tree', tree, '-p', chain[1] as string, '-m', forged).trim();
    sandbox.git('update-ref', 'refs/confman/requests/1/meta', commit);
    const replayed = verified(sandbox, root);
    expect(replayed).toMatchObject({ code: 1 });
    expect(replayed.stdout).toBe(
      `request 1 does not hold at ${commit.slice(0, 12)}: "ada@example.com" does not have publish-request:approve in "/"\n`,
    );

    const said = sandbox.git('log', '-1', '--format=%B', chain[0] as string).trim();
    const other = sandbox.git('commit-tree', tree, '-p', chain[1] as string, '-m', said).trim();
    sandbox.git('update-ref', 'refs/confman/requests/1/meta', other);
    expect(verified(sandbox, root).stdout).toContain('it says that it is of somebody else, or of another time');

    sandbox.git('update-ref', '-d', 'refs/confman/requests/1/meta');
    expect(verified(sandbox, root)).toMatchObject({ code: 1 });
  });

  it('is found out where what was published was taken back', () => {
    const { sandbox, root } = approved();
    expect(sandbox.confman(['publish', 'merge', '1'], as('bob'))).toMatchObject({ code: 0 });
    expect(verified(sandbox, root)).toMatchObject({ code: 0 });
    sandbox.git('update-ref', 'refs/heads/main', root);
    const back = verified(sandbox, root);
    expect(back.stdout).toMatch(/^request 1 does not hold at [0-9a-f]{12}: the branch does not have what it published\n$/);
    expect(back).toMatchObject({ code: 1 });
  });

  it('is verified from any commit of the branch on, and what had a say since from its beginning', () => {
    const { sandbox, root } = approved();
    sandbox.git('switch', '--quiet', '--create', 'other', root);
    sandbox.write('configs/shop/config.json5', '{ pool: 10, retries: 2 }');
    sandbox.commit('Retries');
    // Opened and approved before the later root, published after it.
    expect(sandbox.confman(['publish', 'open'], as('ada'))).toMatchObject({ code: 0 });
    expect(sandbox.confman(['publish', 'approve', '2'], as('bob'))).toMatchObject({ code: 0 });
    const approval = sandbox.git('rev-parse', 'refs/confman/requests/2/meta').trim();
    expect(sandbox.confman(['publish', 'merge', '1'], as('bob'))).toMatchObject({ code: 0 });
    const later = sandbox.git('rev-parse', 'main').trim();
    expect(verified(sandbox, later)).toMatchObject({
      code: 0,
      stdout: '0 events and 0 commits of main hold; 2 requests from before the root taken as they are\n',
    });
    sandbox.write('configs/shop/config.json5', '{ pool: 20, retries: 2 }');
    sandbox.git('merge', '--quiet', '--strategy-option=ours', '--message', 'Both', 'main');
    expect(sandbox.confman(['publish', 'update', '2', 'HEAD'], as('ada'))).toMatchObject({ code: 0 });
    const head = sandbox.git('rev-parse', 'HEAD').trim();
    expect(sandbox.confman(['publish', 'approve', '2', '--head', head], as('bob'))).toMatchObject({ code: 0 });
    expect(sandbox.confman(['publish', 'merge', '2'], as('bob'))).toMatchObject({ code: 0 });
    expect(verified(sandbox, later)).toMatchObject({
      code: 0,
      stdout: '5 events and 1 commit of main hold; 1 request from before the root taken as they are\n',
    });
    expect(verified(sandbox, approval)).toMatchObject({ code: 1 });
  });

  it('wants another approval for files beside the workspace, also where configuration needs none', () => {
    const { sandbox } = approved({ settings: { requireApproval: false } });
    sandbox.git('switch', '--quiet', '--create', 'plain', 'main');
    sandbox.write('configs/shop/config.json5', '{ pool: 11 }');
    sandbox.commit('Configuration alone');
    expect(sandbox.confman(['publish', 'open'], as('bob')).stdout).toBe('request 2 opened: approved\n/ asks for no approval\n');
    sandbox.write('pipeline.yml', 'run: something');
    sandbox.commit('A pipeline with it');
    const opened = sandbox.confman(['publish', 'open'], as('bob'));
    expect(opened.stdout).toBe(
      'request 3 opened: pending review\n0 of 1 approval from /, and nobody without a part in it may give one\n',
    );
    const merged = sandbox.confman(['publish', 'merge', '3'], as('bob'));
    expect(merged).toMatchObject({ code: 1 });
    expect(merged.stderr).toContain('error[publish/approvals-missing] 0 of 1 approval from /');
  });

  it('has no rules of a forge to set', () => {
    const { code, stderr } = approved().sandbox.confman(['publish', 'protect'], as('ada'));
    expect(code).not.toBe(0);
    expect(stderr).toContain('error[forge/no-forge]');
  });

  it('waits for the end of a freeze', () => {
    const freeze = [{ from: '2020-01-01T00:00:00Z', until: '2999-01-01T00:00:00Z' }];
    const { sandbox } = approved({ settings: { freeze } });
    const merged = sandbox.confman(['publish', 'merge', '1'], as('bob'));
    expect(merged).toMatchObject({ code: 1 });
    expect(merged.stderr).toContain('error[publish/frozen] / is frozen until 2999-01-01T00:00:00Z');
    expect(sandbox.confman(['publish', 'show', '1'], as('bob')).stdout).toContain('/ is frozen until 2999-01-01T00:00:00Z');
  });

  it('waits for it also with a schema whose family names its own owner', () => {
    const freeze = [{ from: '2020-01-01T00:00:00Z', until: '2999-01-01T00:00:00Z' }];
    const { sandbox } = approved({ settings: { freeze } });
    sandbox.git('switch', '--quiet', 'main');
    sandbox.write('schemas/pool/family.json5', '{ owner: "bob@example.com" }');
    sandbox.write('schemas/pool/v1.json', '{ "type": "object" }');
    sandbox.commit('A family');
    sandbox.git('switch', '--quiet', '--create', 'family');
    sandbox.write('schemas/pool/v2.json', '{ "type": "object", "minProperties": 1 }');
    sandbox.commit('A second version');
    expect(sandbox.confman(['publish', 'open'], as('ada'))).toMatchObject({ code: 0 });
    expect(sandbox.confman(['publish', 'approve', '2'], as('bob'))).toMatchObject({ code: 0 });
    const merged = sandbox.confman(['publish', 'merge', '2'], as('bob'));
    expect(merged.stderr).toContain('is frozen until 2999-01-01T00:00:00Z');
    expect(merged).toMatchObject({ code: 1 });
  });

  it('publishes by a rule what keeps to it', () => {
    const { sandbox } = approved({ settings: { autoApprove: [{ pointers: ['/pool'], widening: true }] } });
    sandbox.git('switch', '--quiet', '--create', 'more', 'main');
    sandbox.write('configs/shop/config.json5', '{ pool: 11 }');
    sandbox.commit('A little more');
    const opened = sandbox.confman(['publish', 'open'], as('ada'));
    expect(opened.stdout).toBe('request 2 opened: approved\n/: approved by its own rule\n');
    sandbox.git('switch', '--quiet', '--create', 'less', 'main');
    sandbox.write('configs/shop/config.json5', '{ pool: 9 }');
    sandbox.commit('Less');
    expect(sandbox.confman(['publish', 'open'], as('ada')).stdout).toBe(
      'request 3 opened: pending review\n0 of 1 approval from /\n',
    );
  });

  it('takes a decision about what was looked at, and about nothing else', () => {
    const { sandbox } = approved();
    expect(sandbox.confman(['publish', 'show', '1'], as('bob'))).toMatchObject({ code: 0 });
    sandbox.write('configs/shop/config.json5', '{ pool: 99 }');
    const head = sandbox.commit('Much more');
    expect(sandbox.confman(['publish', 'update', '1', 'HEAD'], as('ada'))).toMatchObject({ code: 0 });
    for (const attempt of ['first', 'second']) {
      const { code, stderr } = sandbox.confman(['publish', 'approve', '1'], as('bob'));
      expect([attempt, code]).toEqual([attempt, 1]);
      expect(stderr).toContain('error[publish/head-moved] Request 1 has a new head since you looked');
    }
    expect(sandbox.confman(['publish', 'approve', '1', '--head', ''], as('bob'))).toMatchObject({ code: 2 });
    expect(sandbox.confman(['publish', 'approve', '1', '--head', head.slice(0, 12)], as('bob'))).toMatchObject({ code: 0 });
  });
});
