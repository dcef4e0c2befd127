import { createHash } from 'node:crypto';
import { headOf, type RequestRecord } from '../model/request.ts';

/** What others are told of. */
export const webhookEvents = ['opened', 'updated', 'approved', 'rejected', 'published', 'closed'] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** A change of a request's state. */
export interface Happening {
  readonly event: WebhookEvent;
  /** The same for whoever sees it, and however often: 32 hexadecimal digits. */
  readonly id: string;
  /** Undefined where a forge does not tell. */
  readonly actor: string | undefined;
  /** ISO 8601. */
  readonly at: string;
  /** Other words for the same head: told only where the former ones are known. */
  readonly words: boolean;
}

/** Everything that a request tells of itself, in the order in which it came about. */
export function happeningsOf(request: RequestRecord): readonly Happening[] {
  const { submittedBy, submittedAt, heads, reviews, published, updatedAt, updatedBy, title, description } = request;
  const made = (event: WebhookEvent, key: readonly string[], actor: string | undefined, at: string): Happening => ({
    event,
    id: idOf(request, [event, ...key]),
    actor,
    at,
    words: key[0] === 'words',
  });
  const all = [made('opened', [], submittedBy, submittedAt)];
  for (const { commit, pushedBy, at } of heads.slice(1)) all.push(made('updated', ['head', commit, at], pushedBy, at));
  all.push(made('updated', ['words', title, description], isForges(request) ? undefined : updatedBy, updatedAt));
  for (const { reviewer, decision, time, head } of reviews)
    if (decision !== 'commented') all.push(made(decision, [reviewer, time, head], reviewer, time));
  if (published !== undefined) all.push(made('published', [published.commit], published.by, published.at));
  if (request.phase === 'closed')
    all.push(made('closed', [closedKey(request)], isForges(request) ? undefined : updatedBy, updatedAt));
  return all;
}

/** A forge does not tell who changed a request last. */
function isForges({ position }: RequestRecord): boolean {
  return position === 0;
}

/** What a forge says of the time changes with every comment: closing the same head again is the same there. */
function closedKey(request: RequestRecord): string {
  return isForges(request) ? headOf(request).commit : String(request.position);
}

function idOf({ id, submittedBy, submittedAt }: RequestRecord, key: readonly string[]): string {
  const text = JSON.stringify([id, submittedBy, submittedAt, ...key]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
