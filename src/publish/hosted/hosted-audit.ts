import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { compareKeys } from '../../model/canonical-json.ts';
import type { AuditWish } from '../embedded/audit-rows.ts';
import type { RequestRecord } from '../model/request.ts';
import type { HostedStore } from './hosted-store.ts';
import { hostedRecord } from './hosted-record.ts';
import { readMany } from './list-hosted.ts';

/** What a forge remembers of something that happened to a request. */
export interface HostedAuditRow {
  readonly request: string;
  readonly type: 'opened' | 'updated' | 'reviewed' | 'published';
  readonly actor: string;
  readonly at: string;
  /** Full name of the commit that was proposed, reviewed or made. */
  readonly commit: string;
  readonly decision?: string | undefined;
  readonly comment?: string | undefined;
  /** A review that counts no longer. */
  readonly cleared?: boolean | undefined;
}

export interface HostedAudit {
  /** In the order of time; of the same second, by number. */
  readonly rows: readonly HostedAuditRow[];
  /** False where there are more requests than were read. */
  readonly complete: boolean;
}

/** So many requests are read: each costs the forge some calls. */
const most = 500;

/**
 * What happened to requests, as far as the forge tells. Nobody else keeps it: who closed or opened again, former words, and pushes
 * that the forge forgot are not known, and whoever administers it can take reviews and comments away.
 */
export async function hostedAudit(store: HostedStore, wish: AuditWish): Promise<HostedAudit | readonly Diagnostic[]> {
  const { since, until } = wish;
  const isWanted = ({ updatedAt, submittedAt }: { readonly updatedAt: string; readonly submittedAt: string }): boolean =>
    (since === undefined || updatedAt >= since) && (until === undefined || submittedAt <= until);
  const read = await readMany(store, isWanted, most);
  if (!('requests' in read)) return read;
  const rows = read.requests.flatMap((forge) => rowsOf(hostedRecord(forge))).filter((row) => isAsked(row, wish));
  return {
    rows: rows.toSorted((a, b) => compareKeys(a.at, b.at) || Number(a.request) - Number(b.request)),
    complete: read.complete && read.broken.length === 0,
  };
}

function rowsOf({ id, submittedBy, submittedAt, heads, reviews, published }: RequestRecord): readonly HostedAuditRow[] {
  const [first, ...later] = heads;
  const rows: HostedAuditRow[] = [
    { request: id, type: 'opened', actor: submittedBy, at: submittedAt, commit: first?.commit ?? '' },
  ];
  for (const { commit, pushedBy, at } of later) rows.push({ request: id, type: 'updated', actor: pushedBy, at, commit });
  for (const { reviewer, time, head, decision, comment, cleared } of reviews)
    rows.push({ request: id, type: 'reviewed', actor: reviewer, at: time, commit: head, decision, comment, cleared });
  if (published !== undefined)
    rows.push({ request: id, type: 'published', actor: published.by, at: published.at, commit: published.commit });
  return rows;
}

function isAsked({ actor, at }: HostedAuditRow, wish: AuditWish): boolean {
  if (wish.isActor?.(actor) === false) return false;
  return (wish.since === undefined || at >= wish.since) && (wish.until === undefined || at <= wish.until);
}
