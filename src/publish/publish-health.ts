import { messageOf, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../git/git-failure.ts';
import { parsePrincipal } from '../namespaces/principal.ts';
import { openAccess } from '../pipeline/access/access.ts';
import { listRoles } from '../pipeline/access/list-roles.ts';
import type { HealthCheck } from '../pipeline/health/health-check.ts';
import { openWorkspaceOnDisk, type OpenedWorkspace } from '../pipeline/open-workspace.ts';
import { statedActor } from './embedded/actor.ts';
import { EmbeddedProvider } from './embedded/embedded-provider.ts';
import type { HostedProvider } from './hosted/hosted-provider.ts';
import { openProvider } from './open-provider.ts';

export interface PublishHealthInput {
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: number;
}

/**
 * What publishing from here would meet: who somebody is, and who keeps the requests. Nobody is asked over a network.
 * @returns nothing for a workspace without namespaces: nobody publishes there
 */
export async function publishHealth({ directory, env, now }: PublishHealthInput): Promise<HealthCheck[]> {
  const { value: opened } = await openWorkspaceOnDisk({ directory, cache: false, env, now });
  if (opened === undefined || !opened.workspace.location.git) return [];
  const access = await openAccess(opened.workspace);
  if (access.folders.length === 0) return [];
  const provider = await openProvider(opened, { remote: undefined, provider: 'auto', env, cwd: directory });
  if (!('location' in provider)) return [trouble(provider)];
  try {
    const requests: HealthCheck = { name: 'requests', status: 'ok', message: keptBy(provider) };
    return provider instanceof EmbeddedProvider ? [...actorChecks(opened, access, provider, env), requests] : [requests];
  } finally {
    provider.close();
  }
}

function actorChecks(
  { workspace }: OpenedWorkspace,
  access: Awaited<ReturnType<typeof openAccess>>,
  { actor }: EmbeddedProvider,
  env: PublishHealthInput['env'],
): HealthCheck[] {
  const { principal, signingKey } = actor;
  const by = statedActor(workspace.location.repository, env)?.by ?? 'git';
  const signs = signingKey === undefined ? 'events are not signed' : `events are signed with ${signingKey || 'no key'}`;
  const message = `${principal}, by ${by}; ${signs}`;
  const person = parsePrincipal(principal);
  const held = person === undefined ? [] : (listRoles(access, person).value ?? []);
  if (held.length > 0) return [{ name: 'you', status: 'ok', message }];
  const hint = 'Have a role given to you in a namespace, or set git config confman.actor to the name that has one';
  return [{ name: 'you', status: 'note', message: `${message}; this name has no role in any namespace`, hint }];
}

function keptBy(provider: EmbeddedProvider | HostedProvider): string {
  const { kind, place, branch } = provider;
  if (kind !== 'embedded') return `kept by ${kind}, at ${place}; published to ${branch}`;
  return provider.store.isLocal
    ? `kept in this repository alone, which is advisory; published to ${branch}`
    : `kept by git, at ${place}; published to ${branch}`;
}

function trouble(failure: Diagnostic | GitFailure): HealthCheck {
  const message = isGitFailure(failure) ? failure.reason : messageOf(failure);
  return { name: 'requests', status: 'note', message, hint: failure.hint };
}
