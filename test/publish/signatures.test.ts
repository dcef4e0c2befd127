import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';

import { messageOf } from '../../src/diagnostics/diagnostic.ts';
import { commitBytes } from '../../src/git/commit-bytes.ts';
import { splitSignature, withSignature } from '../../src/git/signed-commit.ts';
import { signSsh, verifySsh, verifyTime } from '../../src/git/ssh-signature.ts';
import { SshVerifiers } from '../../src/git/ssh-verifiers.ts';
import { writeCommit } from '../../src/git/write-commit.ts';
import { actorOf, statedActor } from '../../src/publish/embedded/actor.ts';
import { checkSignature } from '../../src/publish/embedded/check-signature.ts';

const isMissing = spawnSync('ssh-keygen', ['-?']).error !== undefined;
const like = '0'.repeat(40);
const at = Date.parse('2026-05-13T16:50:00Z') / 1000;

function folder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'confman-keys-')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function makeKey(path: string, name: string): string {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', join(path, name)]);
  return join(path, name);
}

const person = { name: 'Ada', email: 'ada@example.com', at };
const bytes = commitBytes({
  tree: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  parents: [],
  author: person,
  committer: person,
  message: '{"actor":"ada@example.com"}\n',
});

it('a signature is taken out of a commit as it was put in', () => {
  const signature = '-----BEGIN SSH SIGNATURE-----\nAAAA\nBBBB\n-----END SSH SIGNATURE-----\n';
  for (const name of [like, '0'.repeat(64)]) {
    const signed = withSignature(bytes, signature, name);
    expect(splitSignature(signed, name)).toEqual({ payload: bytes, signature });
    const reasonOf = (commit: Buffer): unknown => (splitSignature(commit, name) as { readonly reason: string }).reason;
    expect(reasonOf(withSignature(signed, signature, name))).toBe('it has more than one signature');
    const [otherHash] = [like, '0'.repeat(64)].filter((each) => each !== name) as [string];
    expect(reasonOf(withSignature(signed, signature, otherHash))).toBe('it has more than one signature');
    expect(reasonOf(withSignature(bytes, signature, otherHash))).toBe('its signature is for another hash');
    expect(reasonOf(withSignature(bytes, signature.replaceAll('SSH', 'PGP'), name))).toBe('its signature is not of an SSH key');
    expect(reasonOf(withSignature(bytes, `${signature}${'A'.repeat(600_000)}`, name))).toBe('it is too large to be looked at');
    expect(reasonOf(bytes)).toBe('it has no signature');
  }
});

it('the repository alone has no say in what is signed', () => {
  const path = folder();
  execFileSync('git', ['init', '--quiet', path]);
  for (const [key, value] of [
    ['confman.actor', 'ada@example.com'],
    ['confman.sign', 'true'],
    ['user.signingKey', '/tmp/key'],
    ['gpg.ssh.program', '/tmp/evil'],
  ] as const)
    execFileSync('git', ['-C', path, 'config', key, value]);
  expect(actorOf(path, {})?.signingKey).toBeUndefined();
  expect(actorOf(path, { CONFMAN_ACTOR: 'ada' })).toBeUndefined();
  expect(statedActor(path, { CONFMAN_ACTOR: 'ada' })).toEqual({ text: 'ada', by: 'CONFMAN_ACTOR' });
  expect(statedActor(path, {})).toEqual({ text: 'ada@example.com', by: 'confman.actor' });
  expect(actorOf(path, { CONFMAN_SIGNING_KEY: '~/key', HOME: '/home/ada' })?.signingKey).toBe('/home/ada/key');
});

describe.skipIf(isMissing)('an event that is signed (publish/unsigned where it is not; skipped without ssh-keygen)', () => {
  it('is known by git, and by the key of its actor alone', async () => {
    const path = folder();
    execFileSync('git', ['init', '--quiet', path]);
    const [ada, eve] = ['ada', 'eve'].map((name) => makeKey(path, name)) as [string, string];
    const allowedSigners = join(path, 'allowed');
    const rows = ['ada', 'eve'].map((name) => `${name}@example.com ${readFileSync(join(path, `${name}.pub`), 'utf8')}`);
    writeFileSync(allowedSigners, rows.join(''));
    const commitBy = async (key: string | undefined, content = bytes): Promise<string> => {
      const made = key === undefined ? undefined : await signSsh(bytes, key);
      if (made !== undefined && 'reason' in made) throw new Error(made.reason);
      const oid = await writeCommit(path, made === undefined ? content : withSignature(content, made.stdout, like), like);
      if (typeof oid !== 'string') throw new Error(oid.reason);
      return oid;
    };
    const told = async (commit: string, actor = 'ada@example.com'): Promise<string | undefined> => {
      const found = await checkSignature(path, { commit, actor, allowedSigners, at });
      return found && `${found.code} ${messageOf(found)}`;
    };
    const signed = await commitBy(ada);
    expect(await told(signed)).toBeUndefined();
    const settings = ['-c', 'gpg.format=ssh', '-c', `gpg.ssh.allowedSignersFile=${allowedSigners}`];
    expect(spawnSync('git', ['-C', path, ...settings, 'verify-commit', signed]).status).toBe(0);
    expect(await told(signed, 'eve@example.com')).toMatch(/^publish\/unsigned Event [0-9a-f]{12} is not signed by "eve/);
    expect(await told(await commitBy(eve))).toMatch(/^publish\/unsigned/);
    expect(await told(await commitBy(undefined))).toContain('it has no signature');
    const other = Buffer.from(bytes.toString().replace('"ada@', '"bob@'));
    expect(await told(await commitBy(ada, other))).toMatch(/^publish\/unsigned/);
    expect(await signSsh(bytes, join(path, 'nothing'))).toHaveProperty('reason');
  });

  it('can be made by a key that only the agent has, named by itself as git names it', async () => {
    const path = folder();
    const key = readFileSync(`${makeKey(path, 'ada')}.pub`, 'utf8').trim();
    const socket = join(path, 'agent');
    const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
    onTestFinished(() => void agent.kill());
    vi.stubEnv('SSH_AUTH_SOCK', socket);
    onTestFinished(() => void vi.unstubAllEnvs());
    await vi.waitUntil(() => existsSync(socket), { timeout: 10_000, interval: 5 });
    expect(await signSsh(bytes, key)).toHaveProperty('reason');
    execFileSync('ssh-add', ['-q', join(path, 'ada')], { stdio: 'ignore' });
    const allowedSigners = join(path, 'allowed');
    writeFileSync(allowedSigners, `ada@example.com ${key}\n`);
    for (const named of [key, `key::${key}`]) {
      const made = await signSsh(bytes, named);
      const signature = 'stdout' in made ? made.stdout : made.reason;
      expect(await verifySsh(bytes, signature, { principal: 'ada@example.com', allowedSigners, at })).toBeUndefined();
    }
  });

  it('is verified as one of many, each by the keys of its own time and by nothing that a name says', async () => {
    const path = folder();
    const [ada, eve] = ['ada', 'eve'].map((name) => makeKey(path, name)) as [string, string];
    const keyOf = (name: string): string => readFileSync(join(path, `${name}.pub`), 'utf8');
    const rows = [`ada@example.com valid-before="20260601Z" ${keyOf('ada')}`, `eve@example.com ${keyOf('eve')}`];
    writeFileSync(join(path, 'allowed keys'), rows.join(''));
    const verifiers = new SshVerifiers(join(path, 'allowed keys'), 2);
    const signatureBy = async (key: string): Promise<string> =>
      ((await signSsh(bytes, key)) as { readonly stdout: string }).stdout;
    const [ofAda, ofEve] = [await signatureBy(ada), await signatureBy(eve)];
    const verify = (signature: string, principal: string, time = verifyTime(at)): Promise<string | undefined> =>
      verifiers.verify({ payload: bytes, signature, principal, time });
    const none = 'none of their keys in the list has signed it';
    const told = await Promise.all([
      verify(ofAda, 'ada@example.com'),
      verify(ofEve, 'eve@example.com'),
      verify(ofAda, 'eve@example.com'),
      verify(ofAda, 'ada@example.com', verifyTime(at + 30 * 86_400)),
      verify(ofEve, '*'),
      verify(ofEve, '$(touch${IFS}evil)'),
      verify(ofEve, '";touch${IFS}evil;"'),
      verify(ofEve, 'eve@example.com\n20260513165000Z'),
      verify(`-----BEGIN SSH SIGNATURE-----\nAAAA\n`, 'eve@example.com'),
      verify(ofEve, 'eve@example.com'),
    ]);
    expect(told.slice(0, 3)).toEqual([undefined, undefined, none]);
    expect(told.slice(4, 8)).toEqual([none, none, none, 'nobody has such a name']);
    expect(told.slice(8)).toEqual([expect.stringContaining('incomplete'), undefined]);
    expect(told[3]).toBeTypeOf('string');
    expect(existsSync('evil')).toBe(false);
    verifiers.close();
    const listless = new SshVerifiers(join(path, 'nothing'), 1);
    expect(await listless.verify({ payload: bytes, signature: ofEve, principal: 'e', time: verifyTime(at) })).toBeTypeOf(
      'string',
    );
    listless.close();
    vi.stubEnv('PATH', path);
    onTestFinished(() => void vi.unstubAllEnvs());
    const shellless = new SshVerifiers(join(path, 'allowed keys'), 1);
    for (const attempt of [1, 2])
      expect([
        attempt,
        await shellless.verify({ payload: bytes, signature: ofEve, principal: 'e', time: verifyTime(at) }),
      ]).toEqual([attempt, 'ssh-keygen could not be run']);
    shellless.close();
  });
});
