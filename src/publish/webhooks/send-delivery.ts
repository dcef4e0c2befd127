import { createHmac } from 'node:crypto';
import type { ForgeClock, Fetch } from '../forges/forge-connection.ts';
import { askedDelay } from '../forges/retry-delay.ts';
import type { WebhookEvent } from './happenings.ts';
import type { WebhookTarget } from './webhook-targets.ts';

/** What is still to be sent, as the journal keeps it: without the address and the secret. */
export interface Delivery {
  /** The same at every attempt. */
  readonly id: string;
  /** Name of the target. */
  readonly target: string;
  readonly event: WebhookEvent;
  readonly body: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly attempts: number;
  /** Not to be tried before. */
  readonly nextAt: number;
}

export interface SendTools {
  readonly fetch: Fetch;
  readonly clock: ForgeClock;
  /** From 0 to 1: many who wait for one receiver do not come back to it in the same moment. */
  readonly random: () => number;
}

export type Sent = 'done' | { readonly reason: string; readonly retryAfter: number | undefined; readonly silent: boolean };

/** A receiver that takes longer gets it again. */
const answerTime = 5000;

/**
 * One attempt. Nobody is followed to another address: it would get what was meant for the first.
 * @returns `silent`: there was no answer in time
 */
export async function sendDelivery(delivery: Delivery, target: WebhookTarget, { fetch, clock }: SendTools): Promise<Sent> {
  const signal = clock.timeout(answerTime);
  const timestamp = String(Math.floor(clock.now() / 1000));
  try {
    const response = await fetch(target.url, {
      method: 'POST',
      body: delivery.body,
      redirect: 'manual',
      signal,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'confman',
        'x-confman-event': delivery.event,
        'x-confman-delivery': delivery.id,
        'x-confman-timestamp': timestamp,
        ...(target.secret === undefined ? {} : { 'x-confman-signature-256': signature(target.secret, delivery, timestamp) }),
      },
    });
    // Nothing of the answer but its status counts.
    await response.body?.cancel();
    const { status, headers } = response;
    if (status >= 200 && status < 300) return 'done';
    const reason = status >= 300 && status < 400 ? 'it sends on to another address' : `it answers ${status}`;
    return { reason, retryAfter: askedDelay(headers, clock.now()), silent: false };
  } catch {
    // What went wrong may name the address.
    return {
      reason: signal.aborted ? 'it does not answer' : 'it cannot be reached',
      retryAfter: undefined,
      silent: signal.aborted,
    };
  }
}

/** Over id, time and body, so that none of them can be taken for another's. */
function signature(secret: string, { id, body }: Delivery, timestamp: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('hex')}`;
}
