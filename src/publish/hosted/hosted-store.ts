import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import { listRefs } from '../../git/list-refs.ts';
import { moveRefs } from '../../git/move-refs.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import { openObjectReader } from '../../git/open-object-reader.ts';
import { RemoteRefs, type RefMove } from '../../git/remote-refs.ts';
import type { Remote } from '../../git/remote-url.ts';
import { Workbench } from '../../git/workbench.ts';
import type { RunMemory } from '../../workspace/run-memory.ts';
import type { WorkspaceLocation } from '../../workspace/find-workspace.ts';
import { unclear } from '../choose-provider.ts';
import { requestRefs } from '../embedded/request-refs.ts';
import type { ConnectedForge } from '../forges/connect-forge.ts';
import type { ForgeAddress } from '../forges/forge-connection.ts';
import type { ForgeFailure } from '../forges/forge-failure.ts';
import type { ForgePort } from '../forges/forge-port.ts';
import { forgeProblem } from '../forges/forge-problem.ts';
import type { JudgePlace } from '../policy/request-context.ts';
import { CheckedTip } from './checked-tip.ts';
import { headRefOf, seenRef } from './pull-refs.ts';

export interface HostedPlace {
  readonly location: WorkspaceLocation;
  /** Short name of the protected branch. */
  readonly branch: string;
  readonly remote: Remote & { readonly name: string };
  /** Nobody said that it is a forge. */
  readonly guessed: boolean;
  /** Full name of the protected branch's tip as it was fetched last; undefined: it never was. */
  readonly known: string | undefined;
  readonly memory: RunMemory | undefined;
  /** What is wrong with the settings of a new tip, for whoever keeps the requests. */
  readonly checkTip: (reader: ObjectReader, tip: string) => Promise<Diagnostic | undefined>;
}

export interface FetchedHeads {
  /** Full name of the protected branch's tip. */
  readonly tip: string;
  /** By the id of the request; those that the forge still has. */
  readonly heads: ReadonlyMap<string, string>;
  /** By name, those of the branches that were asked for. */
  readonly branches: ReadonlyMap<string, string>;
}

/** The git side of a forge: what is judged is what was fetched, whatever the forge says that it is. */
export class HostedStore implements JudgePlace {
  readonly location: WorkspaceLocation;
  readonly branch: string;
  readonly bench: Workbench;
  readonly reader: ObjectReader;
  readonly port: ForgePort;
  readonly address: ForgeAddress;
  readonly checkedTip: CheckedTip;
  readonly #place: HostedPlace;
  readonly #refs: RemoteRefs;

  private constructor(place: HostedPlace, { port, address }: ConnectedForge, bench: Workbench, opened: Opened) {
    this.location = place.location;
    this.branch = place.branch;
    this.bench = bench;
    this.reader = opened.reader;
    this.port = port;
    this.address = address;
    const where = `${address.forge} ${address.host} ${address.project} ${place.branch}`;
    this.checkedTip = new CheckedTip(place.memory, where, place.known);
    this.#place = place;
    this.#refs = opened.refs;
  }

  /** @param like an object name of the repository, for its hash */
  static async open(place: HostedPlace, forge: ConnectedForge, like: string): Promise<HostedStore | GitFailure> {
    const { repository } = place.location;
    const bench = await Workbench.open(repository, like);
    if (isGitFailure(bench)) return bench;
    const refs = await RemoteRefs.open({ repository, bench, remote: place.remote, hooks: true });
    return new HostedStore(place, forge, bench, { refs, reader: await openObjectReader(bench.path) });
  }

  close(): void {
    this.reader.close();
    this.bench.remove();
  }

  problem(failure: ForgeFailure): readonly Diagnostic[] {
    return [forgeProblem(failure, this.address.host)];
  }

  /**
   * Brings the protected branch, heads of requests and branches. The forge may have forgotten the head of one that is closed: it is
   * left out then.
   */
  async fetch(
    ids: readonly string[],
    branches: readonly string[] = [],
  ): Promise<FetchedHeads | GitFailure | readonly Diagnostic[]> {
    const { branch, remote, guessed } = this.#place;
    const main = `refs/heads/${branch}`;
    const wanted = new Map(ids.map((id) => [headRefOf(this.port.forge, id), id]));
    const first = `${requestRefs}/1/meta`;
    const asked = [...wanted.keys(), ...branches.map((name) => `refs/heads/${name}`), ...(guessed ? [first] : [])];
    const found = await this.#refs.fetch([main, ...asked.map(maybe)]);
    if (isGitFailure(found)) return found;
    if (guessed && found.has(first)) return [unclear(remote, 'it is a forge, and git itself keeps requests there')];
    const tip = found.get(main);
    if (tip === undefined) return [this.#noBranch()];
    const wrong = await this.#place.checkTip(this.reader, tip);
    if (wrong !== undefined) return [wrong];
    const heads = new Map([...wanted].flatMap(([ref, id]) => pair(id, found.get(ref))));
    const kept = await this.#keep(tip, heads);
    if (kept !== undefined) return kept;
    return { tip, heads, branches: new Map(branches.flatMap((name) => pair(name, found.get(`refs/heads/${name}`)))) };
  }

  /** Moves a branch from where it is expected. */
  push(branch: string, before: string | undefined, after: string): ReturnType<RemoteRefs['push']> {
    return this.#refs.push([{ ref: `refs/heads/${branch}`, before, after }]);
  }

  /** Ours follow, so that nothing is lost that was looked at, and the next command knows what that was. */
  async #keep(tip: string, heads: ReadonlyMap<string, string>): Promise<GitFailure | undefined> {
    const { remote, branch, location } = this.#place;
    const ours = await listRefs(location.repository, 'refs');
    if (isGitFailure(ours)) return ours;
    const wanted = [
      [`refs/remotes/${remote.name}/${branch}`, tip] as const,
      ...[...heads].map(([id, head]) => [seenRef(id), head] as const),
    ];
    const moves: RefMove[] = wanted.map(([ref, after]) => ({ ref, before: ours.get(ref), after }));
    const moved = await moveRefs(
      location.repository,
      moves.filter(({ before, after }) => before !== after),
      'confman: fetch requests',
    );
    return isGitFailure(moved) ? moved : undefined;
  }

  #noBranch(): Diagnostic {
    const { branch } = this.#place;
    const hint = `Push the first commit of ${branch}, or name another branch as protectedBranch in confman.json5`;
    return diagnostic('publish/no-branch', { branch }, { hint });
  }
}

interface Opened {
  readonly refs: RemoteRefs;
  readonly reader: ObjectReader;
}

/** As a pattern, a ref that is not there is none of the answer; by its whole name, git would fetch nothing at all. */
function maybe(ref: string): string {
  return `${ref.slice(0, -1)}*`;
}

function pair<T>(key: string, value: T | undefined): [string, T][] {
  return value === undefined ? [] : [[key, value]];
}
