import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import { listStates, type ListWish } from '../embedded/list-states.ts';
import type { BrokenRequest } from '../embedded/read-requests.ts';
import { isForgeFailure, isOfOne, type ForgeFailure } from '../forges/forge-failure.ts';
import type { ForgeRequest, ForgeSummary } from '../forges/forge-port.ts';
import { headOf, type RequestPhase, type RequestRecord } from '../model/request.ts';
import { personOfAt } from '../policy/person-of-at.ts';
import type { Listing } from '../provider.ts';
import { hostedRecord } from './hosted-record.ts';
import type { HostedStore } from './hosted-store.ts';
import { hostedContext } from './read-hosted.ts';

/** Each costs the forge some calls: more than anybody looks at are not asked for. */
const most = 200;
const together = 5;

type Failure = GitFailure | readonly Diagnostic[];

/** Requests with their states. Those that cannot be what is asked for are not read. */
export async function listHosted(store: HostedStore, wish: ListWish, now: number): Promise<Listing | Failure> {
  const phases = phasesOf(wish);
  const { limit, before = Infinity } = wish;
  // What is asked for beside is known of those alone that are read.
  const isNarrow = wish.author !== undefined || wish.namespace !== undefined || wish.search !== undefined;
  const isWanted = ({ id, phase }: ForgeSummary): boolean => phases.has(phase) && Number(id) < before;
  const read = await readMany(store, isWanted, isNarrow ? most : Math.min(most, limit));
  if (!('requests' in read)) return read;
  const { requests, broken, complete } = read;
  const open = requests.filter(({ phase }) => phase === 'open').map(({ id }) => id);
  const fetched = await store.fetch(open);
  if (isGitFailure(fetched) || !('tip' in fetched)) return fetched;
  const byId = new Map(requests.map((forge) => [forge.id, forge]));
  const context = async (record: RequestRecord, tip: string, at: number): ReturnType<typeof hostedContext> => {
    const forge = byId.get(record.id);
    const isHere = fetched.heads.get(record.id) === headOf(record).commit;
    return forge !== undefined && isHere ? hostedContext(store, { forge, record, tip }, at) : [];
  };
  const rows = requests.toReversed().map((forge) => ({ request: hostedRecord(forge) }));
  const { tip } = fetched;
  const personOf = wish.author === undefined ? String : await personOfAt(store, tip);
  const found = await listStates({ store: { context }, tip, now, personOf }, rows, wish);
  return { listed: found.listed, broken, complete: complete && found.complete };
}

export interface ReadMany {
  /** The newest first. */
  readonly requests: readonly ForgeRequest[];
  /** Those of which the forge tells nothing that can be used, such as one that somebody has flooded with comments. */
  readonly broken: readonly BrokenRequest[];
  readonly complete: boolean;
}

/** Requests whole, the newest first, as many as are wanted. */
export async function readMany(
  store: HostedStore,
  isWanted: (summary: ForgeSummary) => boolean,
  limit: number,
): Promise<ReadMany | readonly Diagnostic[]> {
  const all = await store.port.list({ state: 'all', base: store.branch });
  if (isForgeFailure(all)) return store.problem(all);
  const wanted = all.requests.filter(isWanted);
  const requests: ForgeRequest[] = [];
  const broken: BrokenRequest[] = [];
  for (let at = 0; at < Math.min(limit, wanted.length); at += together) {
    const part = wanted.slice(at, Math.min(limit, at + together));
    const read: readonly (ForgeRequest | ForgeFailure)[] = await Promise.all(part.map(({ id }) => store.port.read(id)));
    for (const [i, each] of read.entries()) {
      if (!isForgeFailure(each)) requests.push(each);
      else if (!isOfOne(each)) return store.problem(each);
      else broken.push({ id: part[i]?.id ?? '', meta: undefined, commit: undefined, reason: each.reason });
    }
  }
  return { requests, broken, complete: all.complete && wanted.length <= limit };
}

function phasesOf({ states }: ListWish): ReadonlySet<RequestPhase> {
  return new Set(
    states.map((state) => (state === 'pending_review' || state === 'approved' || state === 'rejected' ? 'open' : state)),
  );
}
