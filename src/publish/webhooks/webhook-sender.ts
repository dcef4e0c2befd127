import type { RequestRecord } from '../model/request.ts';
import { happeningsOf, type Happening } from './happenings.ts';
import { noticeOf, type NoticePlace } from './notice.ts';
import { payloadFormats } from './payload-formats.ts';
import { sendDelivery, type Delivery, type SendTools, type Sent } from './send-delivery.ts';
import type { WebhookJournal } from './webhook-journal.ts';
import type { WebhookTarget } from './webhook-targets.ts';

/** A delivery that nobody took for so long is given up. */
const longest = 3 * 24 * 3600_000;
const longestPause = 3600_000;
/** Old ones that one flush tries: a command is not held up by all that is waiting. */
const portion = 20;

/** What one flush came to, as sentences: they name targets, never addresses. */
export interface Flushed {
  readonly sent: number;
  readonly problems: readonly string[];
}

/** Tells the targets, at least once: what cannot be delivered now waits in the journal for the next command or watcher. */
export class WebhookSender {
  readonly #targets: readonly WebhookTarget[];
  /** Undefined: nothing may be kept, and each is tried now or never. */
  readonly #journal: WebhookJournal | undefined;
  readonly #place: NoticePlace;
  readonly #tools: SendTools;
  readonly #fresh: Delivery[] = [];
  #unkept = 0;

  constructor(targets: readonly WebhookTarget[], journal: WebhookJournal | undefined, place: NoticePlace, tools: SendTools) {
    this.#targets = targets;
    this.#journal = journal;
    this.#place = place;
    this.#tools = tools;
  }

  /** So many deliveries could not be taken down: they are sent by this process or not at all. */
  get unkept(): number {
    return this.#unkept;
  }

  /** Takes down what is to be told. @param isTold which of everything that the request tells of itself */
  add(request: RequestRecord, isTold: (happening: Happening) => boolean): void {
    const now = this.#tools.clock.now();
    for (const happening of happeningsOf(request).filter(isTold)) {
      const notice = noticeOf(request, happening, this.#place);
      for (const { name, format } of this.#targets) {
        const body = payloadFormats[format](notice);
        const { id, event } = happening;
        const delivery: Delivery = { id, target: name, event, body, since: now, attempts: 0, nextAt: now };
        if (this.#journal?.put(delivery) === false) this.#unkept += 1;
        this.#fresh.push(delivery);
      }
    }
  }

  /** @param patience milliseconds of pauses that somebody waits for what was taken down just now */
  async flush(patience: number): Promise<Flushed> {
    const fresh = this.#fresh.splice(0);
    const { deliveries: kept, dropped } = this.#journal?.all() ?? { deliveries: [], dropped: 0 };
    const known = new Set(fresh.map(keyOf));
    const now = this.#tools.clock.now();
    const due = kept.filter((each) => !known.has(keyOf(each)) && each.nextAt <= now).slice(0, portion);
    const problems = dropped === 0 ? [] : [`${dropped} deliveries were dropped: too many were waiting`];
    let sent = 0;
    const failing = new Set<string>();
    for (const delivery of [...due, ...fresh]) {
      // Whoever did not take one is not asked for the next one in the same moment.
      const result = failing.has(delivery.target) ? undefined : await this.#try(delivery, patience);
      if (result === 'done') sent += 1;
      else if (result !== undefined) {
        failing.add(delivery.target);
        problems.push(result);
      }
    }
    return { sent, problems };
  }

  async #try(delivery: Delivery, patience: number): Promise<'done' | string> {
    const target = this.#targets.find(({ name }) => name === delivery.target);
    const { clock } = this.#tools;
    if (target === undefined) return this.#later(delivery, undefined, 'nothing says where it is');
    let waited = 0;
    for (let attempt = 1; ; attempt += 1) {
      const result: Sent = await sendDelivery(delivery, target, this.#tools);
      if (result === 'done') {
        this.#journal?.remove(delivery);
        return result;
      }
      const pause = result.retryAfter ?? this.#scattered(250 * 4 ** (attempt - 1));
      if (result.silent || waited + pause > patience)
        return this.#later({ ...delivery, attempts: delivery.attempts + attempt }, result.retryAfter, result.reason);
      await clock.sleep(pause);
      waited += pause;
    }
  }

  #later(delivery: Delivery, retryAfter: number | undefined, reason: string): string {
    const { attempts, since } = delivery;
    const now = this.#tools.clock.now();
    const name = delivery.target === '' ? 'the webhook' : `the webhook ${delivery.target}`;
    if (now - since > longest || this.#journal === undefined) {
      this.#journal?.remove(delivery);
      return `${name} was not told that a request was ${delivery.event}: ${reason}; it is given up`;
    }
    const pause = this.#scattered(Math.min(longestPause, 30_000 * 2 ** Math.min(10, attempts)));
    const nextAt = now + Math.min(Math.max(pause, retryAfter ?? 0), 24 * 3600_000);
    const isKept = this.#journal.put({ ...delivery, nextAt });
    const later = isKept ? 'it is tried again later' : 'it is given up, as .confman cannot be written';
    return `${name} was not told that a request was ${delivery.event}: ${reason}; ${later}`;
  }

  /** From half of it to one and a half. */
  #scattered(pause: number): number {
    return Math.round(pause * (0.5 + this.#tools.random()));
  }
}

function keyOf({ id, target }: Delivery): string {
  return `${id} ${target}`;
}
