import { BlobContents, type SharedBlobs } from '../git/blob-contents.ts';
import { isGitFailure, type GitFailure } from '../git/git-failure.ts';
import type { ObjectReader } from '../git/object-reader.ts';
import { readMissed } from '../git/read-missed.ts';

/** Reads that nobody foresaw: after so many, the rest is read together. */
const patience = 8;

/** Contents of a repository by object name, each read once, whichever trees they are part of. */
export class ObjectContents {
  readonly #repository: string;
  readonly #fileBytes: number;
  readonly #batches: SharedBlobs[] = [];
  readonly #where = new Map<string, BlobContents>();
  #missed = 0;

  /** @param fileBytes contents of larger files are not read, only their sizes */
  constructor(repository: string, fileBytes: number) {
    this.#repository = repository;
    this.#fileBytes = fileBytes;
  }

  /** As another thread handed it over. */
  static from({ repository, fileBytes, batches }: SharedContents): ObjectContents {
    const contents = new ObjectContents(repository, fileBytes);
    for (const batch of batches) contents.#add(BlobContents.from(batch));
    return contents;
  }

  get shared(): SharedContents {
    return { repository: this.#repository, fileBytes: this.#fileBytes, batches: this.#batches };
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
    this.#missed += 1;
    const rest = this.#missed > patience ? [...new Set(others())].filter((each) => !this.#where.has(each)) : [oid];
    const batch = readMissed(this.#repository, rest, { fileBytes: this.#fileBytes });
    if (!isGitFailure(batch)) this.#add(batch);
    return batch;
  }

  #add(batch: BlobContents): void {
    this.#batches.push(batch.shared);
    for (const oid of batch.oids) this.#where.set(oid, batch);
  }
}

/** What crosses between threads. */
export interface SharedContents {
  readonly repository: string;
  readonly fileBytes: number;
  readonly batches: readonly SharedBlobs[];
}
