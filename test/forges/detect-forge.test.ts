import { describe, expect, it } from 'vitest';
import { detectForge } from '../../src/publish/forges/detect-forge.ts';
import type { Forge } from '../../src/namespaces/principal.ts';
import { failed } from './forge-case.ts';

const detect = (remote: string, env: Record<string, string> = {}, forge?: Forge): unknown => detectForge(remote, { env, forge });

describe('hosts that everybody knows', () => {
  it.each([
    ['https://github.com/acme/config.git', 'github', 'https://api.github.com', 'acme/config'],
    ['https://alice:secret@github.com/acme/config', 'github', 'https://api.github.com', 'acme/config'],
    ['git@github.com:acme/config.git', 'github', 'https://api.github.com', 'acme/config'],
    ['ssh://git@ssh.github.com:443/acme/config.git', 'github', 'https://api.github.com', 'acme/config'],
    ['https://acme.ghe.com/acme/config', 'github', 'https://api.acme.ghe.com', 'acme/config'],
    ['git@gitlab.com:acme/teams/config.git', 'gitlab', 'https://gitlab.com/api/v4', 'acme/teams/config'],
    ['https://codeberg.org/acme/config', 'gitea', 'https://codeberg.org/api/v1', 'acme/config'],
    ['https://GITEA.com/acme/config/', 'gitea', 'https://gitea.com/api/v1', 'acme/config'],
  ])('%s', (remote, forge, api, project) => {
    expect(detect(remote)).toMatchObject({ forge, api, project });
    expect(JSON.stringify(detect(remote))).not.toContain('secret');
  });
});

describe('hosts of your own', () => {
  it('are not known by themselves', () => {
    expect(failed(detect('git@git.acme.example:acme/config.git'))).toMatchObject({ kind: 'unknown-forge' });
    expect(failed(detect('https://github.com.evil.example/acme/config'))).toMatchObject({ kind: 'unknown-forge' });
  });

  it('are told by the settings', () => {
    const remote = 'https://git.acme.example:8443/acme/config.git';
    expect(detect(remote, {}, 'github')).toMatchObject({
      host: 'git.acme.example:8443',
      api: 'https://git.acme.example:8443/api/v3',
    });
    expect(detect('git@git.acme.example:acme/config.git', {}, 'gitea')).toMatchObject({ api: 'https://git.acme.example/api/v1' });
  });

  it('are told by the user, who knows better than the repository', () => {
    const remote = 'git@git.acme.example:acme/config.git';
    expect(detect(remote, { CONFMAN_FORGE: 'gitlab' }, 'github')).toMatchObject({ forge: 'gitlab' });
    expect(detect('git@github.com:acme/config.git', { CONFMAN_FORGE: 'gitlab' }, 'gitea')).toMatchObject({ forge: 'github' });
  });

  it('are told by the job of a CI', () => {
    const remote = 'https://git.acme.example/acme/config.git';
    expect(detect(remote, { GITLAB_CI: 'true', CI_SERVER_URL: 'https://git.acme.example' })).toMatchObject({ forge: 'gitlab' });
    expect(detect(remote, { GITHUB_ACTIONS: 'true', GITHUB_SERVER_URL: 'https://git.acme.example' })).toMatchObject({
      forge: 'github',
    });
    const gitea = { GITHUB_ACTIONS: 'true', GITEA_ACTIONS: 'true', GITHUB_SERVER_URL: 'https://git.acme.example' };
    expect(detect(remote, gitea)).toMatchObject({ forge: 'gitea' });
    expect(failed(detect(remote, { GITLAB_CI: 'true', CI_SERVER_URL: 'https://other.example' })).kind).toBe('unknown-forge');
  });

  it('may have pages elsewhere, and below a path', () => {
    const env = { CONFMAN_FORGE_URL: 'https://acme.example/git/' };
    const expected = { host: 'acme.example', api: 'https://acme.example/git/api/v4', project: 'acme/config' };
    expect(detect('git@ssh.acme.example:acme/config.git', env, 'gitlab')).toMatchObject(expected);
    expect(detect('https://acme.example/git/acme/config.git', env, 'gitlab')).toMatchObject(expected);
    expect(detect('git@github.com:acme/config.git', env)).toMatchObject({ api: 'https://api.github.com' });
  });

  it('take http only where the user says so', () => {
    expect(failed(detect('http://git.acme.example/acme/config', {}, 'gitea'))).toMatchObject({ kind: 'unsafe-remote' });
    const env = { CONFMAN_FORGE_URL: 'http://git.acme.example' };
    expect(detect('http://git.acme.example/acme/config', env, 'gitea')).toMatchObject({ api: 'http://git.acme.example/api/v1' });
    expect(detect('http://localhost:3000/acme/config', {}, 'gitea')).toMatchObject({ api: 'http://localhost:3000/api/v1' });
  });
});

describe('refuses', () => {
  it.each([
    'ext::sh -c touch% /tmp/x',
    'fd::17',
    'file:///srv/config.git',
    'git://github.com/acme/config',
    '/srv/config.git',
    '../config.git',
    '-oProxyCommand=x:acme/config',
    'ssh://-oProxyCommand=x/acme/config',
    'https://github.com/acme/../evil',
    'https://github.com/acme/%2e%2e/x',
    'https://github.com/acme/config?x=1',
    'https://github.com/acme/config#x',
    'https://github.com/acme',
    'https://github.com/a/b/c',
    'https://github.com/',
    'https://',
    'git@github.com:-x/config',
    'git@[::1]:acme/config',
    'ssh://git@[2001:db8::1]:2222/acme/config',
    'https://[::1]/acme/config',
    'transport::https://github.com/acme/config',
    'https://github.com/acme/con\u001bfig',
    'https://github.com/acme/config\n',
    `https://github.com/acme/${'a'.repeat(3000)}`,
    '',
  ])('%j', (remote) => {
    expect(failed(detect(remote, {}, 'github'))).toMatchObject({ kind: 'unsafe-remote' });
  });

  it('a variable that is no address', () => {
    for (const named of ['git.acme.example', 'file:///etc', 'https://a:b@c', 'https://:b@c', 'https://c/?x'])
      expect(failed(detect('git@x.example:a/b', { CONFMAN_FORGE_URL: named }, 'gitea')).reason).toContain('CONFMAN_FORGE_URL');
  });
});
