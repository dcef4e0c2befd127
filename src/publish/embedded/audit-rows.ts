import { chainOf, readCommitChains } from '../../git/commit-chains.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { RequestEvent } from '../model/event.ts';
import { compareKeys } from '../../model/canonical-json.ts';
import { readEventCommit } from './event-commit.ts';
import type { StoredRequest } from './read-requests.ts';

export interface AuditWish {
  /** Whether it is one of the names of whom is asked for; undefined: of everybody. */
  readonly isActor: ((name: string) => boolean) | undefined;
  /** Path of a namespace: requests that reached it. */
  readonly namespace: string | undefined;
  /** ISO 8601, whole seconds, UTC; both inclusive. */
  readonly since: string | undefined;
  readonly until: string | undefined;
}

export interface AuditRow {
  /** Name of the event's commit. */
  readonly commit: string;
  readonly event: RequestEvent;
  /** That the request reached; null as long as it is not published, when only its events are known. */
  readonly namespaces: readonly string[] | null;
}

/** Everything that happened to requests, in the order of time; of the same second, by number. */
export async function auditRows(
  repository: string,
  requests: readonly StoredRequest[],
  wish: AuditWish,
): Promise<readonly AuditRow[] | GitFailure> {
  const wanted = requests.filter(({ request }) => reaches(request.published?.namespaces, wish.namespace));
  const commits = await readCommitChains(
    repository,
    wanted.map(({ meta }) => meta),
  );
  if (isGitFailure(commits)) return commits;
  const rows: AuditRow[] = [];
  for (const { meta, request } of wanted)
    for (const commit of chainOf(meta, commits)) {
      const stored = readEventCommit(commit);
      if ('reason' in stored || !isWanted(stored.event, wish)) continue;
      rows.push({ ...stored, namespaces: request.published?.namespaces ?? null });
    }
  return rows.toSorted(byTime);
}

function reaches(namespaces: readonly string[] | undefined, wanted: string | undefined): boolean {
  return wanted === undefined || namespaces?.includes(wanted) === true;
}

function isWanted({ actor, at }: RequestEvent, wish: AuditWish): boolean {
  if (wish.isActor?.(actor) === false) return false;
  return (wish.since === undefined || at >= wish.since) && (wish.until === undefined || at <= wish.until);
}

function byTime({ event: a }: AuditRow, { event: b }: AuditRow): number {
  return compareKeys(a.at, b.at) || Number(a.request) - Number(b.request) || a.position - b.position;
}
