import { describe, expect, it } from 'vitest';

import { Sandbox } from '../sandbox.ts';

const env = { CONFMAN_ACTOR: 'ada@example.com' };

/** A repository that is its own store, with one open request. */
function asked(): Sandbox {
  const sandbox = new Sandbox();
  sandbox.write('configs/namespace.json5', '{ roles: { publisher: ["bob@example.com"], editor: ["ada@example.com"] } }');
  sandbox.write('configs/shop/config.json5', '{ pool: 10 }');
  sandbox.commit('First');
  sandbox.git('switch', '--quiet', '--create', 'change');
  sandbox.write('configs/shop/config.json5', '{ pool: 20 }');
  sandbox.commit('Raise the pool');
  expect(sandbox.confman(['publish', 'open'], { env })).toMatchObject({ code: 0 });
  return sandbox;
}

function said(sandbox: Sandbox, ...args: string[]): string {
  const { code, stdout, stderr } = sandbox.confman(['publish', ...args], { env });
  return `${code} ${stdout}${stderr.split('\n')[0]}`;
}

describe('what is asked of a request', () => {
  it('is looked at whole before any of it is done', () => {
    const sandbox = asked();
    const events = sandbox.git('rev-parse', 'refs/confman/requests/1/meta');
    expect(said(sandbox, 'open', 'nosuch')).toBe(
      '2 error[git/unknown-revision] "nosuch" cannot be used: there is no such commit',
    );
    expect(said(sandbox, 'update', '1', 'nosuch')).toContain('"nosuch" cannot be used');
    const back = (...args: string[]): number | null => sandbox.confman(['rollback', ...args], { env }).code;
    expect([back('nosuch', '--to', 'main'), back('shop', '--to', 'nosuch')]).toEqual([2, 2]);
    expect(said(sandbox, 'update', '1')).toBe(
      '2 error: name what is to change: confman publish update 1 HEAD, --title, --description, --at, --ready or --draft',
    );
    expect(said(sandbox, 'update', '1', '--draft', '--ready')).toContain('cannot be used with option');
    expect(said(sandbox, 'update', '1', '--title', ' ')).toBe('1 error[publish/bad-title] " " is no title of a request');
    expect(said(sandbox, 'update', '1', '--title', 'Other words', '--at', 'tomorrow')).toBe(
      '2 error: "tomorrow" is no time such as 2026-06-01T06:00:00Z',
    );
    expect(said(sandbox, 'review', '1')).toBe(
      '2 error: say something with --comment; confman publish approve 1 and reject 1 decide',
    );
    expect(sandbox.git('rev-parse', 'refs/confman/requests/1/meta')).toBe(events);
  });

  it('is said back with its time', () => {
    const sandbox = asked();
    expect(said(sandbox, 'update', '1', '--at', '2999-01-01T08:00+01:00')).toBe(
      '0 request 1 scheduled: pending review\nnot published before 2999-01-01T07:00:00Z\n0 of 1 approval from /\n',
    );
    expect(said(sandbox, 'update', '1', '--at', 'none')).toContain('\npublished at any time\n');
    expect(said(sandbox, 'update', '1', '--at', '2020-01-01')).toContain(
      'confman: 2020-01-01T00:00:00Z is past: it holds nothing back',
    );
  });

  it('is not sent unsigned where it was to be signed', () => {
    const sandbox = asked();
    sandbox.write('global', '[confman]\n\tsign = yes\n');
    const events = sandbox.git('rev-parse', 'refs/confman/requests/1/meta');
    const { code, stderr } = sandbox.confman(['publish', 'review', '1', '-m', 'Well'], {
      env: { ...env, GIT_CONFIG_GLOBAL: `${sandbox.path}/global` },
    });
    expect(code).toBe(1);
    expect(stderr).toContain(
      'error[publish/unsigned] Nothing can be signed: it was asked for, and there is no user.signingKey\n' +
        '  = hint: Name your key: git config --global user.signingKey ~/.ssh/id_ed25519\n',
    );
    expect(sandbox.git('rev-parse', 'refs/confman/requests/1/meta')).toBe(events);
  });

  it('is closed for a reason', () => {
    const sandbox = asked();
    said(sandbox, 'close', '1', '--comment', 'Not needed');
    const shown = said(sandbox, 'show', '1');
    expect(shown).toMatch(/\nclosed by ada@example.com on \S+Z: Not needed\n/);
    expect(shown).not.toContain('0 of 1 approval');
    expect(sandbox.confman(['audit'], { env }).stdout).toContain('request 1 closed (Not needed) by ada@example.com');
    said(sandbox, 'close', '1', '--reopen');
    expect(said(sandbox, 'show', '1')).not.toContain('closed by');
  });

  it('is of somebody', () => {
    const { code, stderr } = asked().confman(['publish', 'list'], { env: { CONFMAN_ACTOR: 'ada' } });
    expect(code).toBe(2);
    expect(stderr).toContain('error[publish/nobody] "ada" is neither an address nor an account: it is not known who you are\n');
    expect(stderr).toContain('(github:ada) into CONFMAN_ACTOR, as roles name you\n');
  });
});
