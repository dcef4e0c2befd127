import type { Forge } from '../../namespaces/principal.ts';
import { detectForge } from './detect-forge.ts';
import { systemClock, type ForgeAddress, type ForgeClock, type ForgeConnection } from './forge-connection.ts';
import { isForgeFailure, type ForgeFailure } from './forge-failure.ts';
import type { ForgePort } from './forge-port.ts';
import { forgeToken } from './forge-token.ts';
import type { Env } from './known-hosts.ts';
import { openForge } from './open-forge.ts';
import { askForToken } from './token-command.ts';

export interface RemoteForge {
  /** Address of the remote, as git has it. */
  readonly remote: string;
  /** Folder of the repository: no program in it is run. */
  readonly repository: string;
  readonly env: Env;
  /** What kind it is by settings of the repository, for hosts of which nobody else knows it. */
  readonly forge?: Forge | undefined;
  /** Time, where it is not the machine's. */
  readonly clock?: ForgeClock | undefined;
  readonly waiting?: ForgeConnection['waiting'];
}

export interface ConnectedForge {
  readonly address: ForgeAddress;
  readonly port: ForgePort;
}

/** The forge behind a remote, with the token that the user has for it. Asks the forge nothing yet. */
export async function connectForge({
  remote,
  repository,
  env,
  forge,
  clock = systemClock,
  waiting,
}: RemoteForge): Promise<ConnectedForge | ForgeFailure> {
  const address = detectForge(remote, { env, forge });
  if (isForgeFailure(address)) return address;
  const token = await forgeToken(address, { env, ask: (command) => askForToken(command, env, repository) });
  if (isForgeFailure(token)) return token;
  return { address, port: await openForge({ address, token, fetch, clock, random: Math.random, waiting }) };
}
