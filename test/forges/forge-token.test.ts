import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forges, type Forge } from '../../src/namespaces/principal.ts';
import { forgeToken } from '../../src/publish/forges/forge-token.ts';
import { askForToken, findProgram, tokenCommands } from '../../src/publish/forges/token-command.ts';
import { failed } from './forge-case.ts';

const none = (): Promise<undefined> => Promise.resolve(undefined);
const secret = 'ghp_0123456789abcdef';

function tokenFor(forge: Forge, host: string, env: Record<string, string>, ask: () => Promise<string | undefined> = none) {
  return forgeToken({ forge, host, api: `https://${host}/api`, project: 'acme/config' }, { env, ask });
}

describe('from the environment', () => {
  it.each([
    ['github', 'github.com', 'GITHUB_TOKEN'],
    ['github', 'github.com', 'GH_TOKEN'],
    ['github', 'acme.ghe.com', 'GH_TOKEN'],
    ['github', 'github.com', 'CONFMAN_TOKEN'],
    ['gitlab', 'gitlab.com', 'GITLAB_TOKEN'],
    ['gitea', 'gitea.com', 'GITEA_TOKEN'],
    ['gitea', 'codeberg.org', 'FORGEJO_TOKEN'],
  ] as const)('%s at %s takes %s', async (forge, host, name) => {
    expect(await tokenFor(forge, host, { [name]: secret })).toBe(secret);
  });

  it('takes the one that is meant for confman first', async () => {
    expect(await tokenFor('github', 'github.com', { GITHUB_TOKEN: 'other-token', CONFMAN_TOKEN: secret })).toBe(secret);
  });

  it.each(forges)('a strange host of %s gets none', async (forge) => {
    const names = [
      'CONFMAN_TOKEN',
      'GITHUB_TOKEN',
      'GH_TOKEN',
      'GH_ENTERPRISE_TOKEN',
      'GITLAB_TOKEN',
      'GITEA_TOKEN',
      'FORGEJO_TOKEN',
    ];
    const env = Object.fromEntries(names.map((name) => [name, secret]));
    for (const host of ['evil.example', 'github.com.evil.example', 'codeberg.org:8443']) {
      const failure = failed(await tokenFor(forge, host, env));
      expect(failure).toMatchObject({ kind: 'no-token', hint: `Set CONFMAN_FORGE_URL=https://${host} if it is yours` });
      expect(JSON.stringify(failure)).not.toContain(secret);
    }
  });

  it('a host of your own gets it when you say so, or the job runs there', async () => {
    expect(
      await tokenFor('gitea', 'git.acme.example', { GITEA_TOKEN: secret, CONFMAN_FORGE_URL: 'https://git.acme.example' }),
    ).toBe(secret);
    const job = { GITHUB_ACTIONS: 'true', GITHUB_SERVER_URL: 'https://git.acme.example', GITHUB_TOKEN: secret };
    expect(await tokenFor('github', 'git.acme.example', job)).toBe(secret);
  });

  it('says that the token of a GitLab job will not do', async () => {
    const failure = failed(await tokenFor('gitlab', 'gitlab.com', { CI_JOB_TOKEN: secret }));
    expect(failure.reason).toBe('the token of a CI job cannot open, approve or merge merge requests');
  });

  it('takes none that could end a header', async () => {
    const failure = failed(await tokenFor('github', 'github.com', { GITHUB_TOKEN: 'abcdefgh\r\nx-evil: 1' }));
    expect(failure).toMatchObject({
      kind: 'no-token',
      reason: 'GITHUB_TOKEN is too short for a token, or holds characters that none has',
    });
  });

  it('says what to do without one', async () => {
    expect(failed(await tokenFor('github', 'github.com', {})).hint).toBe(
      'Set GH_TOKEN, or log in with gh auth login --hostname github.com',
    );
  });
});

describe('from a tool', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'confman-token-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const tool = (at: string, name: string, script: string): string => {
    mkdirSync(join(folder, at), { recursive: true });
    const path = join(folder, at, name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return join(folder, at);
  };

  it('asks for the host, in no folder of a repository, without tokens of the environment', async () => {
    const bin = tool('bin', 'gh', 'echo "$1-$2-$3-$4-${GH_TOKEN:-none}-${GIT_DIR:-none}"');
    const env = { PATH: `${bin}:${process.env['PATH']}`, GH_TOKEN: secret, GIT_DIR: '/x' };
    expect(await askForToken(tokenCommands.github('h;touch x'), env, join(folder, 'repo'))).toBe(
      'auth-token---hostname-h;touch x-none-none',
    );
  });

  it('reads the answer of a helper for credentials', async () => {
    const bin = tool('bin', 'tea', 'cat; echo username=a; echo password=abc');
    expect(await askForToken(tokenCommands.gitea('h'), { PATH: `${bin}:${process.env['PATH']}` }, folder + '/repo')).toBe('abc');
  });

  it('takes nothing from one that fails, or is not there', async () => {
    const bin = tool('bin', 'glab', 'echo abc; exit 1');
    expect(
      await askForToken(tokenCommands.gitlab('h'), { PATH: `${bin}:${process.env['PATH']}` }, folder + '/repo'),
    ).toBeUndefined();
    expect(await askForToken(tokenCommands.github('h'), { PATH: bin }, folder + '/repo')).toBeUndefined();
  });

  it('runs none that lies in the repository', () => {
    const inside = tool('repo/bin', 'gh', 'echo evil');
    const outside = tool('bin', 'other', 'echo good');
    symlinkSync(join(inside, 'gh'), join(outside, 'gh'));
    const repository = join(folder, 'repo');
    expect(findProgram('gh', `${inside}:bin:.::${outside}`, repository)).toBeUndefined();
    expect(findProgram('other', `${inside}:${outside}`, repository)).toBe(join(outside, 'other'));
  });
});
