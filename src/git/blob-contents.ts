import { gitFailure, type GitFailure } from './git-failure.ts';
import { objectName } from './object-name.ts';

/** Room for the contents of one batch, such as all documents of a commit. */
export const roomLimit = 1024 * 1024 * 1024;
/** What is asked for at once. */
const portionBytes = 8 * 1024 * 1024;

interface Sized {
  readonly oid: string;
  readonly size: number;
}

/** What crosses between threads; the room itself is not copied. */
export interface SharedBlobs {
  readonly sizes: ReadonlyMap<string, number>;
  readonly fileBytes: number;
  readonly room: SharedArrayBuffer;
}

/** Contents that were read together, held against their names, in one piece of memory, which threads can share. */
export class BlobContents {
  readonly shared: SharedBlobs;
  readonly #starts = new Map<string, number>();

  private constructor(shared: SharedBlobs) {
    this.shared = shared;
    let at = 0;
    for (const [oid, size] of shared.sizes) {
      if (size > shared.fileBytes) continue;
      this.#starts.set(oid, at);
      at += size;
    }
  }

  /** Room for these; their contents are `put` in it. @param fileBytes larger files get none */
  static of(objects: readonly Sized[], fileBytes: number): BlobContents | GitFailure {
    const sizes = new Map(objects.map(({ oid, size }) => [oid, size]));
    let total = 0;
    for (const size of sizes.values()) if (size <= fileBytes) total += size;
    if (total <= roomLimit) return new BlobContents({ sizes, fileBytes, room: new SharedArrayBuffer(total) });
    const reason = `the documents have ${total} bytes, and ${roomLimit} can be read`;
    return gitFailure('too-large', reason, 'Lower limits.fileBytes in confman.json5, or split the workspace');
  }

  static from(shared: SharedBlobs): BlobContents {
    return new BlobContents(shared);
  }

  get oids(): Iterable<string> {
    return this.shared.sizes.keys();
  }

  /** Those with room, some megabytes at a time. */
  *portions(): Generator<string[]> {
    let portion: string[] = [];
    let bytes = 0;
    for (const oid of this.#starts.keys()) {
      portion.push(oid);
      bytes += this.shared.sizes.get(oid) ?? 0;
      if (bytes < portionBytes) continue;
      yield portion;
      portion = [];
      bytes = 0;
    }
    if (portion.length > 0) yield portion;
  }

  /** @returns false where this is not the content of that name */
  put(oid: string, bytes: Uint8Array): boolean {
    const start = this.#starts.get(oid);
    if (start === undefined || bytes.byteLength !== this.sizeOf(oid) || objectName(bytes, oid) !== oid) return false;
    new Uint8Array(this.shared.room).set(bytes, start);
    return true;
  }

  /** Undefined for an object that was not asked for. */
  sizeOf(oid: string): number | undefined {
    return this.shared.sizes.get(oid);
  }

  /** Undefined also for a file that is larger than the limit. */
  bytesOf(oid: string): Uint8Array | undefined {
    const start = this.#starts.get(oid);
    return start === undefined ? undefined : new Uint8Array(this.shared.room, start, this.sizeOf(oid));
  }
}
