import type { RunMemory } from '../../workspace/run-memory.ts';

const file = 'checked-tips';

/**
 * Up to which commit the protected branch of a place was looked at here: `.confman/checked-tips`. Where nothing is remembered it
 * is the tip as it was fetched last, before this command.
 */
export class CheckedTip {
  readonly #memory: RunMemory | undefined;
  readonly #place: string;
  #tip: string | undefined;
  #isKept: boolean;

  /** @param known full name of a commit; undefined where the branch was never fetched */
  constructor(memory: RunMemory | undefined, place: string, known: string | undefined) {
    this.#memory = memory;
    this.#place = place;
    const kept = this.#tips().get(place);
    this.#isKept = kept !== undefined;
    this.#tip = kept ?? known;
  }

  /** Undefined: nothing is known of what was there before. */
  get tip(): string | undefined {
    return this.#tip;
  }

  /** False: the tip is a guess. */
  get isKept(): boolean {
    return this.#isKept;
  }

  /** What is about to be published comes after this commit: who is interrupted then finds from where to look. */
  pin(tip: string): void {
    if (!this.#isKept) this.keep(tip);
  }

  keep(tip: string): void {
    if (this.#isKept && tip === this.#tip) return;
    const tips = this.#tips();
    tips.set(this.#place, tip);
    this.#memory?.write(file, Buffer.from(JSON.stringify([...tips])));
    [this.#tip, this.#isKept] = [tip, true];
  }

  #tips(): Map<string, string> {
    const bytes = this.#memory?.read(file);
    return new Map(bytes === undefined ? [] : (JSON.parse(bytes.toString('utf8')) as [string, string][]));
  }
}
