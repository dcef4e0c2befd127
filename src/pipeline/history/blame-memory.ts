import type { BlamedLines } from '../../git/blame.ts';
import { buildId } from '../../model/tool-version.ts';
import type { RunMemory } from '../../workspace/run-memory.ts';

const fileName = 'blame';

/** So many files are remembered; then those of earlier commits are forgotten. */
const mostFiles = 2000;

interface Remembered {
  readonly build: string;
  /** Commits that the history ended at. */
  readonly cut: string;
  /** By the commit that was asked and the path in it, which settle everything else. */
  readonly files: Record<string, readonly (readonly [commit: string, line: number, count: number])[]>;
}

/**
 * Who wrote the lines of files, from run to run. A commit and a path give the same answer for ever, unless the history is cut off
 * elsewhere: then nothing is taken over. The file is sealed (decision 1), so that no repository can bring one along.
 */
export class BlameMemory {
  readonly #memory: RunMemory | undefined;
  readonly #cut: string;
  readonly #files: Map<string, readonly BlamedLines[]>;
  #changed = false;

  /** @param cut commits at which the history here ends */
  constructor(memory: RunMemory | undefined, cut: ReadonlySet<string>) {
    this.#memory = memory;
    this.#cut = [...cut].sort().join(' ');
    this.#files = new Map(this.#load());
  }

  get(commit: string, path: string): readonly BlamedLines[] | undefined {
    return this.#files.get(keyOf(commit, path));
  }

  set(commit: string, path: string, lines: readonly BlamedLines[]): void {
    this.#files.set(keyOf(commit, path), lines);
    this.#changed = true;
  }

  save(commit: string): void {
    if (!this.#changed || this.#memory === undefined) return;
    const all = [...this.#files];
    const kept = all.length <= mostFiles ? all : all.filter(([key]) => key.startsWith(`${commit} `)).slice(-mostFiles);
    const files = Object.fromEntries(
      kept.map(([key, lines]) => [key, lines.map(({ commit: by, line, count }) => [by, line, count] as const)]),
    );
    const remembered: Remembered = { build: buildId, cut: this.#cut, files };
    this.#memory.write(fileName, Buffer.from(JSON.stringify(remembered)));
  }

  #load(): readonly (readonly [string, readonly BlamedLines[]])[] {
    const bytes = this.#memory?.read(fileName);
    if (bytes === undefined) return [];
    // Sealed: it is what this build wrote, whole.
    const { build, cut, files } = JSON.parse(bytes.toString('utf8')) as Remembered;
    if (build !== buildId || cut !== this.#cut) return [];
    return Object.entries(files).map(([key, rows]) => [key, rows.map(([commit, line, count]) => ({ commit, line, count }))]);
  }
}

function keyOf(commit: string, path: string): string {
  return `${commit} ${path}`;
}
