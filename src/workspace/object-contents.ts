import { BlobContents, type SharedBlobs } from '../git/blob-contents.ts';
import { isGitFailure, type GitFailure } from '../git/git-failure.ts';
import type { ObjectReader } from '../git/object-reader.ts';
import { readMissed } from '../git/read-missed.ts';
import { NotRead } from './not-read.ts';

/** Reads that nobody foresaw: after so many, the rest is read together. */
const patience = 8;

/** What a batch takes beside its contents. */
const batchBytes = 4096;

/**
 * Contents of a repository by object name, each read once, whichever trees they are part of. Beside the largest batch, which is
 * that of a whole tree, only so much is kept as fits in `room`: what was let go is read again by whoever still asks for it.
 */
export class ObjectContents {
  readonly #repository: string;
  readonly #fileBytes: number;
  readonly #room: number;
  readonly #batches = new Set<BlobContents>();
  readonly #where = new Map<string, BlobContents>();
  #held = 0;
  #keeping = 0;
  #largest: BlobContents | undefined;
  #latest: BlobContents | undefined;
  #missed = 0;
  /** What is not there is thrown as `NotRead`, by whoever can read it better than here. */
  asking = false;

  /** @param fileBytes contents of larger files are not read, only their sizes */
  constructor(repository: string, fileBytes: number, room = 64 * 1024 * 1024) {
    this.#repository = repository;
    this.#fileBytes = fileBytes;
    this.#room = room;
  }

  /** As another thread handed it over. */
  static from({ repository, fileBytes, batches }: SharedContents): ObjectContents {
    const contents = new ObjectContents(repository, fileBytes);
    for (const batch of batches) contents.#add(BlobContents.from(batch));
    return contents;
  }

  get shared(): SharedContents {
    return { repository: this.#repository, fileBytes: this.#fileBytes, batches: [...this.#batches].map((batch) => batch.shared) };
  }

  /** Nothing is let go until the answer is called. */
  keepAll(): () => void {
    this.#keeping += 1;
    return () => {
      this.#keeping -= 1;
      this.#letGo();
    };
  }

  /** Reads what is not there yet. */
  async load(reader: ObjectReader, oids: Iterable<string>): Promise<GitFailure | undefined> {
    const wanted = [...new Set(oids)].filter((oid) => !this.#where.has(oid));
    if (wanted.length === 0) return undefined;
    const batch = await reader.readBlobs(wanted, { fileBytes: this.#fileBytes });
    if (isGitFailure(batch)) return batch;
    this.#add(batch);
    return undefined;
  }

  /** @param others what else the tree has: it is read along when too much was missed */
  sizeOf(oid: string, others: () => Iterable<string>): number | GitFailure {
    const batch = this.#where.get(oid) ?? this.#miss(oid, others);
    return isGitFailure(batch) ? batch : (batch.sizeOf(oid) as number);
  }

  /** Undefined for a file over the limit. */
  bytesOf(oid: string, others: () => Iterable<string>): Uint8Array | GitFailure | undefined {
    const batch = this.#where.get(oid) ?? this.#miss(oid, others);
    return isGitFailure(batch) ? batch : batch.bytesOf(oid);
  }

  #miss(oid: string, others: () => Iterable<string>): BlobContents | GitFailure {
    if (this.asking) throw new NotRead(oid);
    this.#missed += 1;
    const rest = this.#missed > patience ? [...new Set(others())].filter((each) => !this.#where.has(each)) : [];
    const batch = readMissed(this.#repository, [...new Set([oid, ...rest])], { fileBytes: this.#fileBytes });
    if (!isGitFailure(batch)) this.#add(batch);
    return batch;
  }

  #add(batch: BlobContents): void {
    for (const oid of batch.oids) this.#where.set(oid, batch);
    this.#batches.add(batch);
    this.#held += weightOf(batch);
    this.#latest = batch;
    if (this.#largest === undefined || weightOf(batch) >= weightOf(this.#largest)) this.#largest = batch;
    this.#letGo();
  }

  /** The oldest first, and neither the one that came last nor the largest. */
  #letGo(): void {
    if (this.#keeping > 0 || this.#held <= this.#room) return;
    const kept = new Set([this.#latest, this.#largest].filter((batch) => batch !== undefined));
    const limit = [...kept].reduce((sum, batch) => sum + weightOf(batch), this.#room);
    for (const batch of this.#batches) {
      if (this.#held <= limit) return;
      if (kept.has(batch)) continue;
      this.#batches.delete(batch);
      this.#held -= weightOf(batch);
      for (const oid of batch.oids) if (this.#where.get(oid) === batch) this.#where.delete(oid);
    }
  }
}

function weightOf({ shared }: BlobContents): number {
  return shared.room.byteLength + batchBytes;
}

/** What crosses between threads. */
export interface SharedContents {
  readonly repository: string;
  readonly fileBytes: number;
  readonly batches: readonly SharedBlobs[];
}
