import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { compareKeys } from '../../model/canonical-json.ts';
import { machineKey } from '../../workspace/machine-key.ts';
import { memoryFolder } from '../../workspace/run-memory.ts';
import { readSealed, writeSealed } from '../../workspace/sealed-file.ts';
import type { Delivery } from './send-delivery.ts';

const fileName = /^webhook-[0-9a-f]{32}-[0-9a-f]{8}$/;
const seenName = 'webhooks-seen';
/** So many wait at most: the oldest go when more come. */
const most = 1000;

/** What a watcher has seen. By the id of the request: its stamp, and what of it was told; undefined: it was never read. */
export interface Seen {
  /** Milliseconds since 1970: nothing that happened before is told. */
  readonly since: number;
  readonly requests: Readonly<Record<string, { readonly stamp: string; readonly ids?: readonly string[] }>>;
}

/**
 * What is still to be delivered, in `.confman/`: a sealed file each, so that many processes need no lock, and a crash at any point
 * leaves a delivery that is sent once more rather than never.
 */
export class WebhookJournal {
  readonly #folder: string;
  readonly #key: Buffer;

  private constructor(folder: string, key: Buffer) {
    this.#folder = folder;
    this.#key = key;
  }

  /** @returns undefined where nothing may be kept */
  static open(root: string, env: Readonly<Record<string, string | undefined>>): WebhookJournal | undefined {
    const key = machineKey(env);
    return key === undefined ? undefined : new WebhookJournal(join(root, memoryFolder), key);
  }

  /** @returns whether it is there now */
  put(delivery: Delivery): boolean {
    return writeSealed(this.#pathOf(delivery), Buffer.from(JSON.stringify(delivery)), this.#key);
  }

  remove(delivery: Delivery): void {
    remove(this.#pathOf(delivery));
  }

  /** The oldest first. @returns what was left out, as there was too much of it, too */
  all(): { readonly deliveries: readonly Delivery[]; readonly dropped: number } {
    const found = this.#names().flatMap((name) => {
      // What another machine or somebody else wrote is none of ours, and is left alone.
      const bytes = readSealed(join(this.#folder, name), this.#key);
      return bytes === undefined ? [] : [JSON.parse(bytes.toString('utf8')) as Delivery];
    });
    const sorted = found.toSorted((a, b) => a.since - b.since || compareKeys(a.id, b.id));
    const extra = sorted.slice(0, Math.max(0, sorted.length - most));
    for (const delivery of extra) this.remove(delivery);
    return { deliveries: sorted.slice(extra.length), dropped: extra.length };
  }

  seen(): Seen | undefined {
    const bytes = readSealed(join(this.#folder, seenName), this.#key);
    return bytes && (JSON.parse(bytes.toString('utf8')) as Seen);
  }

  /** @param first only where nothing is kept: what another watcher kept meanwhile is older, and so is what it has to tell */
  keepSeen(seen: Seen, first = false): void {
    const write = (place: 'over' | 'new'): boolean =>
      writeSealed(join(this.#folder, seenName), Buffer.from(JSON.stringify(seen)), this.#key, place);
    // What is there may be of another machine, or a disk may know no second names.
    if (!first || (!write('new') && this.seen() === undefined)) write('over');
  }

  #names(): readonly string[] {
    try {
      if (!lstatSync(this.#folder).isDirectory()) return [];
      return readdirSync(this.#folder)
        .filter((name) => fileName.test(name))
        .slice(0, 2 * most);
    } catch {
      return [];
    }
  }

  #pathOf({ id, target }: Delivery): string {
    const of = createHash('sha256').update(target).digest('hex').slice(0, 8);
    return join(this.#folder, `webhook-${id}-${of}`);
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Another process was first.
  }
}
