import { headOf, type RequestRecord } from './model/request.ts';
import type { RunMemory } from '../workspace/run-memory.ts';

const file = 'seen-heads';
/** The newest are kept. */
const most = 1000;

/**
 * The heads at which somebody looked here, by request: `.confman/seen-heads`. A decision is about what was looked at; that a new
 * head was fetched meanwhile, perhaps by the very command that was refused for it, does not mean that anybody has seen it.
 */
export class SeenHeads {
  readonly #memory: RunMemory | undefined;
  readonly #place: string;
  readonly #heads: Map<string, string>;

  /** @param place where the requests are kept */
  constructor(memory: RunMemory | undefined, place: string) {
    this.#memory = memory;
    this.#place = place;
    const bytes = memory?.read(file);
    this.#heads = new Map(bytes === undefined ? [] : (JSON.parse(bytes.toString('utf8')) as [string, string][]));
  }

  of(id: string): string | undefined {
    return this.#heads.get(this.#key(id));
  }

  note(id: string, head: string): void {
    const key = this.#key(id);
    if (this.#heads.get(key) === head) return;
    this.#heads.delete(key);
    this.#heads.set(key, head);
    this.#memory?.write(file, Buffer.from(JSON.stringify([...this.#heads].slice(-most))));
  }

  noteRequest(request: RequestRecord): void {
    this.note(request.id, headOf(request).commit);
  }

  #key(id: string): string {
    return `${this.#place} ${id}`;
  }
}
