import type { Forge } from '../../namespaces/principal.ts';

/** Where a forge is, and the project on it. */
export interface ForgeAddress {
  readonly forge: Forge;
  /** With its port where it is not the usual one: `github.com`. */
  readonly host: string;
  /** Where its API begins, without a slash at the end: `https://api.github.com`. */
  readonly api: string;
  /** `owner/name`; on GitLab there may be groups in between. */
  readonly project: string;
}

/** Time, given from outside so that tests need none. */
export interface ForgeClock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** A signal that is raised when the time is over. */
  timeout(milliseconds: number): AbortSignal;
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface ForgeConnection {
  readonly address: ForgeAddress;
  readonly token: string;
  readonly fetch: Fetch;
  readonly clock: ForgeClock;
  /** From 0 up to 1; tests have none of it. */
  readonly random: () => number;
  /** Is told of pauses that somebody would notice, in milliseconds. */
  readonly waiting?: ((pause: number) => void) | undefined;
}

/** What it takes to wait a while and try again. */
export type Waiting = Pick<ForgeConnection, 'clock' | 'random'>;

export const systemClock: ForgeClock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
  timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
};
