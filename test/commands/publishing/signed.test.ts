import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { commitBytes } from '../../../src/git/commit-bytes.ts';
import { withSignature } from '../../../src/git/signed-commit.ts';
import { installServerHooks } from '../../../src/publish/embedded/install-server-hooks.ts';
import type { RequestEvent } from '../../../src/publish/model/event.ts';
import { writeEvent } from '../../../src/publish/model/read-event.ts';
import { Sandbox, type Ended } from '../sandbox.ts';
import { PublishServer, type Desk } from './publish-server.ts';

const isMissing = spawnSync('ssh-keygen', ['-?']).error !== undefined;
const [head, meta, emptyTree] = [
  'refs/confman/requests/1/head',
  'refs/confman/requests/1/meta',
  '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
];
const like = '0'.repeat(40);

/** A server that takes signed events alone, and people who have keys. */
class SigningServer {
  readonly server: PublishServer;
  readonly keys: string;
  readonly allowed: string;

  private constructor(server: PublishServer, keys: string) {
    this.server = server;
    this.keys = keys;
    this.allowed = join(keys, 'allowed keys');
  }

  static async start(): Promise<SigningServer> {
    const server = await PublishServer.start(afterAll);
    const { root } = server.server;
    const started = new SigningServer(server, root);
    for (const name of ['ada', 'bob', 'eve', 'pia', 'root', 'mallory', 'authority']) started.#makeKey(name);
    started.#writeAllowed();
    installServerHooks(join(root, 'configs.git'), {
      program: [process.execPath, inject('program')],
      branch: 'main',
      workspace: '',
      actorVariable: 'REMOTE_USER',
      actorFormat: '{user}@example.com',
      requireSignatures: started.allowed,
    });
    return started;
  }

  #makeKey(name: string): void {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'bob@example.com', '-f', this.keyOf(name)]);
  }

  /** Pia's key was for some time, Mallory's is for files, and the authority's signs keys alone. */
  #writeAllowed(): void {
    const publicKey = (name: string): string => readFileSync(`${this.keyOf(name)}.pub`, 'utf8').trim();
    const rows = [
      ...['ada', 'bob', 'eve', 'root'].map((name) => `${name}@example.com ${publicKey(name)} namespaces="git" bob@example.com`),
      `# pia@example.com ${publicKey('mallory')}`,
      `pia@example.com valid-before="20200101Z" ${publicKey('pia')}`,
      `bob@example.com,pia@example.com namespaces="file" ${publicKey('mallory')}`,
      `*@example.com cert-authority ${publicKey('authority')}`,
    ];
    writeFileSync(this.allowed, `${rows.join('\n')}\n`);
  }

  keyOf(name: string): string {
    return join(this.keys, `key of ${name}`);
  }

  /** A clone of somebody's own, whose commands sign with their key. */
  async clone(name: string): Promise<Desk> {
    const desk = await this.server.clone(name);
    Object.defineProperty(desk, 'env', { value: { ...desk.env, CONFMAN_SIGNING_KEY: this.keyOf(name) } });
    return desk;
  }
}

const bytesOf = (event: RequestEvent, parents: readonly string[]): Buffer => {
  const person = { name: 'x', email: event.actor, at: Date.parse(event.at) / 1000 };
  return commitBytes({ tree: emptyTree, parents, author: person, committer: person, message: writeEvent(event) });
};

function signature(bytes: Buffer, key: string, namespace = 'git'): string {
  return execFileSync('ssh-keygen', ['-q', '-Y', 'sign', '-n', namespace, '-f', key], { input: bytes, encoding: 'utf8' });
}

function stored(desk: Desk, bytes: Buffer): string {
  const options = { cwd: desk.path, env: desk.env, encoding: 'utf8', input: bytes } as const;
  return execFileSync('git', ['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'], options).trim();
}

describe.skipIf(isMissing)('a server that asks for signatures (skipped without ssh-keygen)', () => {
  let here: SigningServer;
  let [bob, eve]: Desk[] = [];
  beforeAll(async () => {
    here = await SigningServer.start();
    const [ada, ...others] = await Promise.all(['ada', 'bob', 'eve'].map((name) => here.clone(name)));
    [bob, eve] = others;
    ada!.change('pool', 'configs/pay/eu/config.json5', '{ $ref: "global", pool: 20 }');
    await ada!.does('publish', 'open');
    await bob!.does('publish', 'list');
  });

  it('takes no event that is not signed by who it is of', async () => {
    const { server } = here;
    const refs = server.refs();
    const tip = refs[meta] as string;
    const at = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
    const event: RequestEvent = {
      formatVersion: 1,
      request: '1',
      position: 2,
      actor: 'bob@example.com',
      at,
      base: refs['refs/heads/main'] as string,
      type: 'reviewed',
      head: refs[head] as string,
      decision: 'approved',
      comment: '',
    };
    const bytes = bytesOf(event, [tip]);
    const good = signature(bytes, here.keyOf('bob'));
    const signed = (made: string, content = bytes): Buffer => withSignature(content, made, like);
    const [commented, first] = [
      bytesOf({ ...event, comment: 'fine' }, [tip]),
      bytesOf({ ...event, request: '2', position: 2 }, [tip]),
    ];
    const ofPia = bytesOf({ ...event, actor: 'pia@example.com' }, [tip]);
    const armoured = good.trim();
    const attempts: readonly (readonly [said: string, commit: Buffer, user?: string])[] = [
      ['it has no signature', bytes],
      ['none of their keys', signed(signature(bytes, here.keyOf('eve')))],
      ['"bob@example.com": line 7 of the list of keys: key is not permitted', signed(signature(bytes, here.keyOf('mallory')))],
      ['none of their keys', signed(signature(bytes, here.keyOf('authority')))],
      ['namespace', signed(signature(bytes, here.keyOf('bob'), 'file'))],
      ['namespace', signed(signature(bytes, here.keyOf('mallory'), 'file'))],
      ['is not signed by "pia@example.com"', signed(signature(ofPia, here.keyOf('pia')), ofPia), 'pia'],
      ['is not signed by "pia@example.com"', signed(signature(ofPia, here.keyOf('bob')), ofPia), 'pia'],
      ['is not signed by "bob@example.com"', signed(good, commented)],
      ['is not signed by "bob@example.com"', signed(signature(first, here.keyOf('bob')))],
      ['is not signed by "bob@example.com"', signed(signature(bytesOf(event, [refs[head] as string]), here.keyOf('bob')))],
      ['its signature is not of an SSH key', signed(good.replaceAll('SSH SIGNATURE', 'PGP SIGNATURE'))],
      ['it has more than one signature', signed(good, signed(good))],
      ['it has more than one signature', withSignature(signed(good), good, '0'.repeat(64))],
      ['error[publish/', signed(armoured.replace('-----END', `${'A'.repeat(3_000_000)}\n-----END`))],
    ];
    const pushed = await Promise.all(
      attempts.map(([, commit, user = 'bob']) => bob!.refusedPush(server.url(user), `${stored(bob!, commit)}:${meta}`)),
    );
    for (const [i, [said]] of attempts.entries()) {
      expect([i, pushed[i]]).toEqual([i, expect.stringMatching(/error\[publish\/(?:unsigned|bad-event)\]/)]);
      expect([i, pushed[i]]).toEqual([i, expect.stringContaining(said)]);
    }
    expect(server.refs()).toEqual(refs);

    const fine = stored(bob!, signed(good));
    await bob!.talk('push', '--quiet', 'origin', `${fine}:${meta}`);
    expect(server.refs()[meta]).toBe(fine);
  });

  it('takes what is signed, and an audit finds all of it signed', async () => {
    const { server, allowed } = here;
    await eve!.does('publish', 'approve', '1');
    expect(await bob!.does('publish', 'merge', '1')).toContain('request 1 published');
    const first = server.server.git('configs.git', 'rev-list', '--max-parents=0', 'main');
    const audit = ['audit', '--verify', '--root', first, '--allowed-signers'];
    const others = join(dirname(bob!.path), 'others');
    writeFileSync(others, readFileSync(allowed, 'utf8').replace('eve@example.com', 'eva@example.com'));
    const [verified, faulty] = await Promise.all([eve!.does(...audit, allowed), bob!.confman(...audit, others)]);
    expect(verified).toBe('4 events and 1 commit of main hold\n');
    expect(faulty.code).toBe(1);
    expect(faulty.stdout).toMatch(/^request 1 does not hold at [0-9a-f]{12}: .* is not signed by "eve@example.com"/);
  });
});

/** Ada, Bob and Eve at work in a repository that is its own store. */
class SigningShop {
  readonly sandbox = new Sandbox();
  readonly first: string;
  readonly allowed: string;
  readonly #keys: string;

  constructor() {
    const roles = { publisher: ['bob@example.com', 'eve@example.com'], editor: ['ada@example.com'] };
    this.sandbox.write('configs/namespace.json5', JSON.stringify({ roles }));
    this.sandbox.write('configs/shop/config.json5', '{ pool: 10 }');
    this.first = this.sandbox.commit('First');
    this.#keys = join(dirname(this.sandbox.path), 'keys');
    this.allowed = join(this.#keys, 'allowed');
    mkdirSync(this.#keys);
    const rows = ['ada', 'bob', 'eve'].map((name) => {
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(this.#keys, name)]);
      writeFileSync(join(this.#keys, `${name}.settings`), `[user]\n\tsigningKey = ${join(this.#keys, name)}\n`);
      return `${name}@example.com ${readFileSync(join(this.#keys, `${name}.pub`), 'utf8')}`;
    });
    writeFileSync(this.allowed, rows.join(''));
  }

  does(name: string, ...args: readonly string[]): string {
    const env = { CONFMAN_ACTOR: `${name}@example.com`, GIT_CONFIG_GLOBAL: join(this.#keys, `${name}.settings`) };
    const { code, stdout, stderr } = this.sandbox.confman(args, { env });
    expect([args.join(' '), code, stderr]).toEqual([args.join(' '), 0, expect.any(String)]);
    return stdout;
  }

  change(branch: string, text: string): void {
    this.sandbox.git('switch', '--quiet', '--create', branch, 'main');
    this.sandbox.write('configs/shop/config.json5', text);
    this.sandbox.commit(branch);
    this.does('ada', 'publish', 'open', '--sign');
  }

  verify(): Ended {
    const args = ['audit', '--verify', '--root', this.first, '--allowed-signers', this.allowed];
    return this.sandbox.confman(args, { env: { CONFMAN_ACTOR: 'ada@example.com' } });
  }
}

describe.skipIf(isMissing)('--sign (skipped without ssh-keygen)', () => {
  it('signs what each command does, and --no-sign does not', () => {
    const shop = new SigningShop();
    shop.change('one', '{ pool: 20 }');
    shop.does('bob', 'publish', 'review', '1', '--comment', 'fine', '-S');
    shop.does('eve', 'publish', 'reject', '-S', '1');
    shop.does('ada', 'publish', 'update', '1', '--description', 'More', '--sign');
    shop.does('eve', 'publish', 'approve', '--sign', '1');
    shop.does('bob', 'publish', 'merge', '1', '--sign');
    shop.change('two', '{ pool: 30 }');
    shop.does('ada', 'publish', 'close', '2', '--sign');
    shop.does('ada', 'publish', 'close', '2', '--reopen', '--sign');
    shop.does('eve', 'publish', 'approve', '2', '--sign');
    expect(shop.does('eve', 'publish', 'watch', '--once', '--sign')).toContain('request 2 published');
    shop.does('ada', 'rollback', 'shop', '--to', shop.first, '--sign');
    expect(shop.verify()).toMatchObject({ code: 0, stdout: '12 events and 2 commits of main hold\n' });
    const key = { CONFMAN_SIGNING_KEY: '/nonexistent', CONFMAN_ACTOR: 'bob@example.com' };
    expect(shop.sandbox.confman(['publish', 'approve', '3'], { env: key })).toMatchObject({ code: 1 });
    expect(shop.sandbox.confman(['publish', 'approve', '3', '--no-sign'], { env: key })).toMatchObject({ code: 0 });
    expect(shop.verify().stdout).toMatch(/^request 3 does not hold at \w+: .* is not signed by "bob@example.com": it has no sig/);
  });

  it('is refused where there is no key, and where a forge keeps what is done', () => {
    const shop = new SigningShop();
    const env = { CONFMAN_ACTOR: 'ada@example.com' };
    shop.sandbox.git('switch', '--quiet', '--create', 'one');
    shop.sandbox.write('configs/shop/config.json5', '{ pool: 20 }');
    shop.sandbox.commit('one');
    const keyless = shop.sandbox.confman(['publish', 'open', '--sign'], { env });
    expect(keyless.stderr).toContain('error[publish/unsigned] Nothing can be signed');
    shop.sandbox.git('remote', 'add', 'origin', 'https://github.com/acme/config.git');
    const forge = shop.sandbox.confman(['publish', 'open', '--sign'], { env });
    expect(forge.code).toBe(2);
    expect(forge.stderr).toContain('error[forge/not-kept] "github.com" does not keep signatures');
    expect(forge.stderr).toContain('hint: Leave --sign out');
  });
});
