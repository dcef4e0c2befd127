import { describe, expect, it } from 'vitest';

import type { Remote } from '../../src/git/remote-url.ts';
import { chooseProvider, type ProviderQuestion } from '../../src/publish/choose-provider.ts';

function chosen(url: string | undefined, change: Partial<ProviderQuestion> = {}): unknown {
  const scheme = url?.startsWith('/') === true ? 'file' : 'https';
  const remote: Remote | undefined = url === undefined ? undefined : { url, scheme, shown: 'origin' };
  const said = chooseProvider({ asked: 'auto', setting: 'auto', remote, env: {}, hasRequests: false, ...change });
  if ('code' in said) return said.code;
  return said.kind === 'embedded' ? 'embedded' : said.address.forge;
}

const hub = 'https://github.com/acme/config';
const own = 'https://git.example.com/acme/config';
const vouched = { CONFMAN_FORGE_URL: 'https://git.example.com', CONFMAN_FORGE: 'gitea' };

describe('who keeps requests', () => {
  it.each<[string, unknown, string]>([
    ['this repository', chosen(undefined), 'embedded'],
    ['a folder', chosen('/srv/config.git'), 'embedded'],
    ['a host that everybody knows', chosen(hub), 'github'],
    ['a host that nobody knows', chosen(own), 'embedded'],
    ['a host that the environment vouches for', chosen(own, { env: vouched }), 'gitea'],
    ['a host by the setting', chosen(own, { setting: 'gitlab' }), 'gitlab'],
    ['a host by the option, whatever the setting', chosen(own, { asked: 'embedded', setting: 'gitlab' }), 'embedded'],
    ['a host that everybody knows, by the setting', chosen(hub, { setting: 'embedded' }), 'embedded'],
    ['requests in git on a host that nobody knows', chosen(own, { hasRequests: true }), 'embedded'],
    [
      'a variable for another host, and requests in git',
      chosen(own, { hasRequests: true, env: { CONFMAN_FORGE: 'gitea' } }),
      'embedded',
    ],
  ])('%s', (_, kind, expected) => {
    expect(kind).toBe(expected);
  });

  it.each<[string, unknown, string]>([
    ['requests in git on a forge', chosen(hub, { hasRequests: true }), 'forge/which-provider'],
    ['requests in git where the environment vouches', chosen(own, { hasRequests: true, env: vouched }), 'forge/which-provider'],
    ['a variable that may mean another host', chosen(own, { env: { CONFMAN_FORGE: 'gitea' } }), 'forge/which-provider'],
    ['a variable that names no forge', chosen(own, { env: { CONFMAN_FORGE: 'gitbucket' } }), 'forge/which-provider'],
    ['another kind than everybody knows', chosen(hub, { setting: 'gitlab' }), 'forge/which-provider'],
    ['a forge in this repository', chosen(undefined, { asked: 'github' }), 'forge/unsafe-remote'],
    ['a forge in a folder', chosen('/srv/config.git', { asked: 'github' }), 'forge/unsafe-remote'],
  ])('is not guessed: %s', (_, code, expected) => {
    expect(code).toBe(expected);
  });
});
