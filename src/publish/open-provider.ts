import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { isBranchName } from '../git/branch-tip.ts';
import { gitFailure, isGitFailure, type GitFailure } from '../git/git-failure.ts';
import { listRefs } from '../git/list-refs.ts';
import type { ObjectReader } from '../git/object-reader.ts';
import { openObjectReader } from '../git/open-object-reader.ts';
import { findRemote, noSuchRemote, withoutPassword, type Remote } from '../git/remote-url.ts';
import type { CompileProgress } from '../pipeline/compile-progress.ts';
import type { OpenedWorkspace } from '../pipeline/open-workspace.ts';
import type { WorkspaceLocation } from '../workspace/find-workspace.ts';
import { chooseProvider, type ChosenProvider, type ProviderQuestion } from './choose-provider.ts';
import { actorOf, statedActor } from './embedded/actor.ts';
import { EmbeddedProvider } from './embedded/embedded-provider.ts';
import { requestRef } from './embedded/request-refs.ts';
import { RequestStore } from './embedded/request-store.ts';
import type { ForgeClock } from './forges/forge-connection.ts';
import { isForgeFailure } from './forges/forge-failure.ts';
import { forgeProblem } from './forges/forge-problem.ts';
import { HostedProvider } from './hosted/hosted-provider.ts';
import { HostedStore } from './hosted/hosted-store.ts';
import type { ProviderChoice } from './provider-kind.ts';
import { providerSetting } from './provider-setting.ts';

export interface ProviderWish {
  /** Name of a remote, an address or a folder; `none`: this repository itself. Undefined: `origin` where there is one. */
  readonly remote: string | undefined;
  readonly provider: ProviderChoice;
  /** Whether what is done is signed; undefined: as the caller's configuration says. */
  readonly sign?: boolean | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute: what a folder is relative to. */
  readonly cwd: string;
  /** Of a forge; undefined: the machine's. */
  readonly clock?: ForgeClock | undefined;
  /** Is told of pauses that a forge asks for, in milliseconds. */
  readonly waiting?: ((pause: number) => void) | undefined;
  /** Of reading many requests. */
  readonly progress?: CompileProgress | undefined;
}

type NamedRemote = Remote & { readonly name: string };

interface Found {
  readonly location: WorkspaceLocation;
  readonly branch: string;
  readonly remote: NamedRemote | undefined;
  /** An object name of the repository, for its hash. */
  readonly like: string;
  /** Where the protected branch was when it was seen last. */
  readonly tip: string | undefined;
  readonly hasRequests: boolean;
}

/** Who keeps the requests of a workspace. It has to be closed. */
export async function openProvider(
  opened: OpenedWorkspace,
  wish: ProviderWish,
): Promise<EmbeddedProvider | HostedProvider | Diagnostic | GitFailure> {
  const found = await findPlace(opened, wish);
  if (!('location' in found)) return found;
  const { location, remote, tip, hasRequests } = found;
  const reader = await openObjectReader(location.repository);
  const setting = tip === undefined ? 'auto' : await providerSetting(location, reader, tip);
  reader.close();
  const question: ProviderQuestion = { asked: wish.provider, setting, remote, env: wish.env, hasRequests };
  const chosen = chooseProvider(question);
  if ('code' in chosen) return chosen;
  if (chosen.kind === 'forge' && wish.sign === true) return unsignable(chosen.address.host);
  const checkTip = tipCheck(found, question, chosen);
  return chosen.kind === 'embedded'
    ? openEmbedded(opened, { ...found, guessed: chosen.guessed, checkTip }, wish)
    : openHosted(opened, { ...found, ...chosen, checkTip }, wish);
}

async function findPlace(
  { workspace }: OpenedWorkspace,
  { remote: asked, cwd }: ProviderWish,
): Promise<Found | Diagnostic | GitFailure> {
  const { location, settings } = workspace;
  const { repository } = location;
  const branch = settings.protectedBranch;
  if (!location.git) return gitFailure('not-a-repository', 'there is no git repository here', 'Run git init');
  if (!isBranchName(branch))
    return diagnostic('publish/no-branch', { branch }, { hint: 'Correct protectedBranch in confman.json5' });
  const first = requestRef('1', 'meta');
  const refs = await listRefs(repository, 'refs/heads', 'refs/remotes', 'refs/tags', first);
  if (isGitFailure(refs)) return refs;
  const like = [...refs.values()][0];
  if (like === undefined) return gitFailure('no-commit', 'there is no commit yet', 'Commit something first');
  const name = asked ?? 'origin';
  const found = name === 'none' ? undefined : await findRemote(repository, name, cwd, '--remote');
  const address = asked === undefined && isGitFailure(found) && found.reason === noSuchRemote ? undefined : found;
  if (isGitFailure(address)) return address;
  const remote = address && { ...address, name: /^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(name) ? name : 'confman' };
  const ref = remote === undefined ? `refs/heads/${branch}` : `refs/remotes/${remote.name}/${branch}`;
  return { location, branch, remote, like, tip: refs.get(ref), hasRequests: refs.has(first) };
}

type TipCheck = (reader: ObjectReader, tip: string) => Promise<Diagnostic | undefined>;

/** Who keeps requests was decided by the protected branch as it was known; a newer one may say otherwise. */
function tipCheck({ location, tip: known, remote }: Found, question: ProviderQuestion, chosen: ChosenProvider): TipCheck {
  return async (reader, tip) => {
    if (tip === known) return undefined;
    const setting = await providerSetting(location, reader, tip);
    const again = chooseProvider({ ...question, setting });
    if ('code' in again) return again;
    if (again.kind === chosen.kind && forgeOf(again) === forgeOf(chosen)) return undefined;
    const args = { remote: remote?.shown ?? 'this repository', reason: `the protected branch says ${setting} by now` };
    return diagnostic('forge/which-provider', args, { hint: 'Run the command again' });
  };
}

function forgeOf(chosen: ChosenProvider): string | undefined {
  return chosen.kind === 'forge' ? chosen.address.forge : undefined;
}

/** What is done there the forge keeps in its own way, and whose it is by their token. */
function unsignable(host: string): Diagnostic {
  const hint = 'Leave --sign out; commits that are proposed can be signed with git commit -S';
  return diagnostic('forge/not-kept', { host, what: 'signatures of what is done to a request' }, { hint });
}

async function openEmbedded(
  { memory }: OpenedWorkspace,
  { location, branch, remote, like, guessed, checkTip }: Found & { readonly guessed: boolean; readonly checkTip: TipCheck },
  { env, sign, progress }: ProviderWish,
): Promise<EmbeddedProvider | Diagnostic | GitFailure> {
  const actor = actorOf(location.repository, env, sign);
  if (actor === undefined) return nobody(statedActor(location.repository, env));
  const store = await RequestStore.open({ location, branch, remote, memory, checkTip, progress }, like);
  if (isGitFailure(store)) return store;
  const place = withoutPassword(remote?.url ?? location.root.split('/').at(-1) ?? '');
  return new EmbeddedProvider(store, actor, place, guessed && remote !== undefined && remote.scheme !== 'file');
}

async function openHosted(
  { memory }: OpenedWorkspace,
  place: Found & Extract<ChosenProvider, { readonly kind: 'forge' }> & { readonly checkTip: TipCheck },
  { env, clock, waiting }: ProviderWish,
): Promise<HostedProvider | Diagnostic | GitFailure> {
  const { location, branch, remote, address, guessed, checkTip, like, tip: known } = place;
  if (remote === undefined) throw new Error('a forge has a remote');
  // Its clients are large, and the commands of a repository that keeps its requests itself need none of them.
  const { connectForge } = await import('./forges/connect-forge.ts');
  const { repository } = location;
  const connected = await connectForge({ remote: remote.url, repository, env, forge: address.forge, clock, waiting });
  if (isForgeFailure(connected)) return forgeProblem(connected, address.host);
  const store = await HostedStore.open({ location, branch, remote, guessed, checkTip, known, memory }, connected, like);
  return isGitFailure(store) ? store : new HostedProvider(store, env);
}

function nobody(stated: ReturnType<typeof statedActor>): Diagnostic {
  const hint =
    stated === undefined
      ? 'Set git config confman.actor ada@example.com, or CONFMAN_ACTOR'
      : `Write an address (ada@example.com) or an account (github:ada) into ${stated.by}, as roles name you`;
  return diagnostic('publish/nobody', { stated: stated?.text ?? null }, { hint });
}
