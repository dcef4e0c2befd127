import type { ProviderFailure, RequestProvider, RequestStamp } from '../provider.ts';
import { happeningsOf } from './happenings.ts';
import type { Seen, WebhookJournal } from './webhook-journal.ts';
import type { WebhookSender } from './webhook-sender.ts';

/** Clocks of others may be behind, by milliseconds. */
const skew = 300_000;
/** So many changed requests one look reads: of a forge each costs some calls. The others wait for the next look. */
const portion = 50;

type SeenRequest = Seen['requests'][string];

/**
 * Takes down what happened since the last look, whoever did it; the first look takes nothing down and remembers how things are.
 * What was taken down is in the journal before it counts as seen. One request that cannot be read keeps nobody from the others: it
 * is looked at again.
 * @returns what was wrong with the first of those
 */
export async function noticeChanges(
  provider: RequestProvider,
  journal: WebhookJournal,
  sender: WebhookSender,
  now: number,
): Promise<ProviderFailure | undefined> {
  const { unkept } = sender;
  const found = await provider.stamps();
  if (!('stamps' in found)) return found;
  const before = journal.seen();
  const since = before?.since ?? now;
  const known = new Map(Object.entries(before?.requests ?? {}));
  const next = new Map<string, SeenRequest>();
  let read = 0;
  let failed: ProviderFailure | undefined;
  for (const row of found.stamps) {
    const seen = before === undefined ? { stamp: row.stamp } : known.get(row.id);
    if (seen?.stamp === row.stamp || read >= portion) {
      if (seen !== undefined) next.set(row.id, seen);
      continue;
    }
    read += 1;
    const after = await noticeOne(row, seen, since, sender);
    if ('stamp' in after) next.set(row.id, after);
    else {
      failed ??= after;
      if (seen !== undefined) next.set(row.id, seen);
    }
  }
  // What could not be taken down is looked at again.
  if (sender.unkept === unkept) journal.keepSeen({ since, requests: Object.fromEntries(next) }, before === undefined);
  return failed;
}

async function noticeOne(
  { stamp, read }: RequestStamp,
  seen: SeenRequest | undefined,
  since: number,
  sender: WebhookSender,
): Promise<SeenRequest | ProviderFailure> {
  const request = await read();
  if (!('heads' in request)) return request;
  const told = new Set(seen?.ids);
  sender.add(request, ({ id, at, words }) => {
    if (told.has(id) || Date.parse(at) < since - skew) return false;
    // The words that a request was opened with are no news.
    return !words || seen?.ids !== undefined;
  });
  return { stamp, ids: happeningsOf(request).map(({ id }) => id) };
}
