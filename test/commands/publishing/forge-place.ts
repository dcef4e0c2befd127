import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';

import type { Forge } from '../../../src/namespaces/principal.ts';
import { openWorkspaceOnDisk } from '../../../src/pipeline/open-workspace.ts';
import { HostedProvider } from '../../../src/publish/hosted/hosted-provider.ts';
import { systemClock, type ForgeClock } from '../../../src/publish/forges/forge-connection.ts';
import { openProvider } from '../../../src/publish/open-provider.ts';
import { ForgeServer } from '../../forges/fakes/forge-server.ts';
import { ForgeWorld, type WorldPull } from '../../forges/fakes/forge-world.ts';
import { fakes } from '../../forges/forge-case.ts';
import { GitServer } from '../../git-server/git-server.ts';
import { Desk } from './publish-server.ts';

const project = 'acme/config.git';
const prefixes = { github: '/api/v3', gitlab: '/api/v4', gitea: '/api/v1' } as const;
const pulls = { github: 'refs/pull', gitlab: 'refs/merge-requests', gitea: 'refs/pull' } as const;

/** Bob and Carol publish, Alice edits; Bob publishes everything else as well. */
function files(forge: Forge): Readonly<Record<string, string>> {
  const publisher = JSON.stringify([`${forge}:bob`, `${forge}:carol`]);
  return {
    'confman.json5': `{ publish: { provider: "${forge}" } }`,
    'configs/namespace.json5': `{ path: "/", roles: { publisher: ["${forge}:bob"], editor: ["${forge}:alice"] } }`,
    'configs/pay/namespace.json5': `{ path: "/pay", settings: { minApprovers: 2 }, roles: { publisher: ${publisher} } }`,
    'configs/pay/config.json5': '{ pool: 10 }',
    'configs/shop/config.json5': '{ pool: 10 }',
    'configs/free/namespace.json5': '{ path: "/free", settings: { requireApproval: false } }',
    'configs/free/config.json5': '{ pool: 10 }',
    'configs/back/namespace.json5': '{ path: "/back", settings: { instantRollback: true } }',
    'configs/back/config.json5': '{ pool: 10 }',
  };
}

/** The part of a forge that all of them have, over a repository of git's own: what it merges is a commit. */
class GitForgeWorld extends ForgeWorld {
  readonly #path: string;
  readonly #forge: Forge;
  #read = 0;
  /** What a forge does that merges something else. */
  mergeTree: ((main: string, head: string) => string) | undefined;
  /** What happens on the forge in the moment before it merges. */
  beforeMerge = (): void => {};

  constructor(path: string, forge: Forge) {
    super();
    this.#path = path;
    this.#forge = forge;
  }

  /** Takes in what was pushed since. */
  sync(): void {
    const log = join(this.#path, 'pushes.log');
    const rows = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
    for (const row of rows.slice(this.#read)) {
      const [by = '', , commit = '', ref = ''] = row.split(' ');
      const branch = ref.replace('refs/heads/', '');
      const email = this.git('show', '--no-patch', '--format=%ae', commit);
      this.pushes.push({ id: this.pushes.length + 1, branch, commit, by, email, at: this.now() });
      for (const pull of this.pulls) if (pull.branch === branch && pull.state === 'open') this.#show(pull);
    }
    this.#read = rows.length;
  }

  override openPull(pull: Parameters<ForgeWorld['openPull']>[0]): WorldPull {
    const opened = super.openPull(pull);
    this.#show(opened);
    return opened;
  }

  protected override mergeCommit(pull: WorldPull, by: string, message: string): string {
    this.beforeMerge();
    const [main, head] = [this.git('rev-parse', 'main'), this.headOf(pull)];
    const tree = this.mergeTree?.(main, head) ?? this.git('merge-tree', '--write-tree', main, head).split('\n')[0] ?? '';
    const person = ['-c', `user.name=${by}`, '-c', 'user.email=noreply@github.com'];
    const commit = this.git(...person, 'commit-tree', tree, '-p', main, '-p', head, '-m', message);
    this.git('update-ref', 'refs/heads/main', commit, main);
    return commit;
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: this.#path, encoding: 'utf8', stdio: 'pipe' }).trimEnd();
  }

  #show(pull: WorldPull): void {
    this.git('update-ref', `${pulls[this.#forge]}/${pull.number}/head`, this.headOf(pull));
  }
}

/** Somebody at work in a clone, with a token. */
class ForgeDesk extends Desk {
  readonly #extra: Readonly<Record<string, string>>;

  constructor(path: string, name: string, extra: Readonly<Record<string, string>>) {
    super(path, name);
    this.#extra = extra;
  }

  override get env(): NodeJS.ProcessEnv {
    return { ...super.env, ...this.#extra };
  }
}

/** A forge of one kind on this machine: git's own server, and its API behind the validating proxy. It ends with its test. */
export class ForgePlace {
  readonly world: GitForgeWorld;
  readonly api: ForgeServer;
  /** Alice's; in it others can act as well, by their tokens. */
  readonly desk: Desk;
  /** The calls of `provider` wait for nothing. */
  readonly slept: number[] = [];
  readonly clock: ForgeClock = { ...systemClock, sleep: async (milliseconds) => void this.slept.push(milliseconds) };
  readonly #git: GitServer;
  readonly #forge: Forge;

  private constructor(forge: Forge, git: GitServer, world: GitForgeWorld, api: ForgeServer) {
    this.#forge = forge;
    this.#git = git;
    this.world = world;
    this.api = api;
    this.desk = this.#desk('alice', {});
  }

  static async start(forge: Forge): Promise<ForgePlace> {
    const git = await GitServer.start({ users: { alice: 'sesame', bob: 'sesame', carol: 'sesame' } });
    mkdirSync(join(git.root, 'acme'));
    const path = git.repository(project);
    git.git(project, 'config', 'http.receivepack', 'true');
    git.hook(project, 'post-receive', 'while read old new ref; do echo "$REMOTE_USER $old $new $ref" >> pushes.log; done');
    const world = new GitForgeWorld(path, forge);
    const proxy = fakes[forge](world);
    const api = new ForgeServer(world, prefixes[forge], (call) => {
      world.sync();
      return proxy.answer({ ...call, path: call.path.replace('/api/graphql', '/graphql') });
    });
    await api.start();
    onTestFinished(() => {
      api.stop();
      expect(proxy.violations).toEqual([]);
    });
    const place = new ForgePlace(forge, git, world, api);
    for (const [name, text] of Object.entries(files(forge))) place.desk.write(name, text);
    place.desk.commit('First');
    await place.desk.talk('push', '--quiet', 'origin', 'HEAD:main');
    return place;
  }

  async clone(name: string, env: Readonly<Record<string, string>> = {}): Promise<Desk> {
    const desk = this.#desk(name, env);
    await desk.talk('fetch', '--quiet');
    desk.git('checkout', '--quiet', 'main');
    return desk;
  }

  #desk(name: string, env: Readonly<Record<string, string>>): Desk {
    const base = realpathSync(mkdtempSync(join(tmpdir(), `confman-${name}-`)));
    onTestFinished(() => rmSync(base, { recursive: true, force: true }));
    const desk = new ForgeDesk(join(base, 'clone'), name, {
      CONFMAN_TOKEN: `token-of-${name}`,
      CONFMAN_FORGE_URL: this.api.url,
      ...env,
    });
    desk.found(this.#git.url(project, `${name}:sesame`));
    return desk;
  }

  /** What the commands of somebody work with, without their processes. */
  async provider(name: string): Promise<HostedProvider> {
    const { path: cwd } = this.desk;
    const env = { ...this.desk.env, CONFMAN_TOKEN: `token-of-${name}` };
    const opened = await openWorkspaceOnDisk({ directory: cwd, cache: false, env, now: Date.now() });
    if (opened.value === undefined) throw new Error('there is no workspace');
    const found = await openProvider(opened.value, { remote: undefined, provider: 'auto', env, cwd, clock: this.clock });
    if (!(found instanceof HostedProvider)) throw new Error(JSON.stringify(found));
    onTestFinished(() => found.close());
    return found;
  }

  /** As the forge has it. */
  show(object: string): string {
    return this.world.git('show', object);
  }

  get forge(): Forge {
    return this.#forge;
  }
}
