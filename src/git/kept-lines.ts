const newline = 10;

/** Of an output that comes in pieces, the lines that are wanted: whoever else prints much cannot crowd them out. */
export class KeptLines {
  readonly #wanted: (line: string) => boolean;
  #rest: Buffer = Buffer.alloc(0);

  constructor(wanted: (line: string) => boolean) {
    this.#wanted = wanted;
  }

  /** Bytes of a line that has not ended yet. */
  get pending(): number {
    return this.#rest.byteLength;
  }

  /** @returns the wanted lines that end in this piece, each with its end */
  take(chunk: Buffer): Buffer {
    const all = Buffer.concat([this.#rest, chunk]);
    const end = all.lastIndexOf(newline) + 1;
    this.#rest = all.subarray(end);
    const lines = all.subarray(0, end).toString('utf8').split('\n').slice(0, -1);
    return Buffer.from(
      lines
        .filter(this.#wanted)
        .map((line) => `${line}\n`)
        .join(''),
    );
  }
}
