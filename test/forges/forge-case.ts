import type { Forge } from '../../src/namespaces/principal.ts';
import type { ForgeClock, ForgeConnection } from '../../src/publish/forges/forge-connection.ts';
import { isForgeFailure, type ForgeFailure } from '../../src/publish/forges/forge-failure.ts';
import type { ForgePort } from '../../src/publish/forges/forge-port.ts';
import { openForge } from '../../src/publish/forges/open-forge.ts';
import { ForgeServer } from './fakes/forge-server.ts';
import { ForgeWorld } from './fakes/forge-world.ts';
import { giteaFake } from './fakes/gitea-fake.ts';
import { githubFake } from './fakes/github-fake.ts';
import { gitlabFake } from './fakes/gitlab-fake.ts';
import type { ValidatingProxy } from './fakes/validating-proxy.ts';

export const fakes: Readonly<Record<Forge, (world: ForgeWorld) => ValidatingProxy>> = {
  github: (world) => githubFake(world),
  gitlab: (world) => gitlabFake(world),
  gitea: (world) => giteaFake(world),
};

const prefixes = { github: '', gitlab: '/api/v4', gitea: '/api/v1' } as const;

/** A forge of one kind with nothing in it but a protected branch, and whoever works with it. */
export class ForgeCase {
  readonly world = new ForgeWorld();
  readonly slept: number[] = [];
  readonly proxy: ValidatingProxy;
  readonly server: ForgeServer;
  readonly forge: Forge;
  /** How long a call may take; tests of silence make it short. */
  patience = 20_000;

  constructor(forge: Forge, fake: (world: ForgeWorld) => ValidatingProxy = fakes[forge]) {
    this.forge = forge;
    this.proxy = fake(this.world);
    this.server = new ForgeServer(this.world, prefixes[forge], (call) => this.proxy.answer(call));
  }

  connection(user = 'alice', change: Partial<ForgeConnection> = {}): ForgeConnection {
    const clock: ForgeClock = {
      now: () => Date.UTC(2026, 4, 1, 12),
      sleep: async (milliseconds) => void this.slept.push(milliseconds),
      timeout: () => AbortSignal.timeout(this.patience),
    };
    const api = `${this.server.url}${prefixes[this.forge]}`;
    const address = { forge: this.forge, host: '127.0.0.1', api, project: 'acme/config' };
    return { address, token: `token-of-${user}`, fetch, clock, random: () => 0, ...change };
  }

  as(user: string): Promise<ForgePort> {
    return openForge(this.connection(user));
  }
}

/** What was given, which has to be no failure. */
export function done<T>(result: T | ForgeFailure): T {
  if (isForgeFailure(result)) throw new Error(`failed: ${JSON.stringify(result)}`);
  return result;
}

export function failed(result: unknown): ForgeFailure {
  if (!isForgeFailure(result)) throw new Error(`did not fail: ${JSON.stringify(result)}`);
  return result;
}
