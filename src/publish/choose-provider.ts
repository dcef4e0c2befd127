import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Remote } from '../git/remote-url.ts';
import { forges } from '../namespaces/principal.ts';
import { isForgeFailure } from './forges/forge-failure.ts';
import { detectForge } from './forges/detect-forge.ts';
import type { ForgeAddress } from './forges/forge-connection.ts';
import { forgeProblem } from './forges/forge-problem.ts';
import {
  forgeKindVariable,
  forgeOfHost,
  forgeUrlVariable,
  isVouched,
  namedForge,
  webHost,
  type Env,
} from './forges/known-hosts.ts';
import { remoteAddress } from './forges/remote-address.ts';
import type { ProviderChoice } from './provider-kind.ts';

export interface ProviderQuestion {
  /** By `--provider`; it goes before everything else. */
  readonly asked: ProviderChoice;
  /** By the settings of the protected branch. */
  readonly setting: ProviderChoice;
  /** Undefined: this repository itself. */
  readonly remote: Remote | undefined;
  readonly env: Env;
  /** Requests that git itself keeps are known here. */
  readonly hasRequests: boolean;
}

/** `guessed`: nobody said so, and what is found over there may still speak against it. */
export type ChosenProvider =
  | { readonly kind: 'embedded'; readonly guessed: boolean }
  | { readonly kind: 'forge'; readonly address: ForgeAddress; readonly guessed: boolean };

/**
 * Who keeps the requests of a remote. Where nobody says it, only an address that everybody knows, or that the environment vouches
 * for, is a forge's; and where git keeps requests already, a forge has to be named: neither is ever taken for the other in silence.
 */
export function chooseProvider({ asked, setting, remote, env, hasRequests }: ProviderQuestion): ChosenProvider | Diagnostic {
  const named = asked === 'auto' ? setting : asked;
  if (named === 'embedded') return { kind: 'embedded', guessed: false };
  if (named !== 'auto') return namedProvider(named, remote, env);
  if (remote === undefined || remote.scheme === 'file') return { kind: 'embedded', guessed: true };
  if (!isForgesHost(remote, env)) {
    const said = env[forgeKindVariable] ?? '';
    if (said === '' || hasRequests) return { kind: 'embedded', guessed: true };
    return namedForge(env) === undefined
      ? unclear(
          remote,
          `${forgeKindVariable} is none of ${forges.join(', ')}`,
          `Correct ${forgeKindVariable}, or say --provider embedded`,
        )
      : unclear(
          remote,
          `${forgeKindVariable} says ${said}, and nothing says that this host is meant`,
          `Set ${forgeUrlVariable}=https://HOST too, or say --provider ${said}, or embedded where git keeps them`,
        );
  }
  const address = detectForge(remote.url, { env });
  if (isForgeFailure(address)) return forgeProblem(address, remote.shown);
  if (hasRequests) return unclear(remote, `it is a forge, and there are requests that git itself keeps`);
  return { kind: 'forge', address, guessed: true };
}

function namedProvider(
  named: Exclude<ProviderChoice, 'auto' | 'embedded'>,
  remote: Remote | undefined,
  env: Env,
): ChosenProvider | Diagnostic {
  const shown = remote?.shown ?? 'this repository';
  const address = detectForge(remote?.url ?? '', { env, forge: named });
  if (isForgeFailure(address)) return forgeProblem(address, shown);
  if (address.forge === named) return { kind: 'forge', address, guessed: false };
  return diagnostic(
    'forge/which-provider',
    { remote: shown, reason: `${address.host} is ${address.forge}, and ${named} was named` },
    { hint: `Say --provider ${address.forge}, or publish: { provider: "${address.forge}" } in confman.json5` },
  );
}

function isForgesHost({ url }: Remote, env: Env): boolean {
  const address = remoteAddress(url);
  if (isForgeFailure(address)) return false;
  const host = webHost(address.host);
  return forgeOfHost(host) !== undefined || isVouched(address.port === '' ? host : `${host}:${address.port}`, env);
}

const sayWhich =
  'Say --provider embedded, or the kind of the forge; or set publish: { provider } in confman.json5 of the protected branch';

/** @param reason goes on after a colon */
export function unclear({ shown }: Pick<Remote, 'shown'>, reason: string, hint = sayWhich): Diagnostic {
  return diagnostic('forge/which-provider', { remote: shown, reason }, { hint });
}
