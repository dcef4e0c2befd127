import { changesAlong, type CommitPair } from './changes-along.ts';
import { cutCommits } from './cut-commits.ts';
import { isGitFailure, type GitFailure } from './git-failure.ts';
import type { ObjectReader, TreeChange } from './object-reader.ts';

const [fewest, most] = [64, 2048];

/** A commit, its first parent, and so on to the beginning of the history, or to where it is cut off. */
export class FirstParentLine {
  /** Full object names, the newest first. */
  readonly commits: readonly string[];
  /** The last commit has parents that are not here. */
  readonly cut: boolean;
  readonly #repository: string;
  readonly #reader: ObjectReader;
  #known: { readonly from: number; readonly paths: readonly string[]; readonly changes: readonly (readonly TreeChange[])[] };

  private constructor(repository: string, reader: ObjectReader, commits: readonly string[]) {
    this.#repository = repository;
    this.#reader = reader;
    this.commits = commits;
    this.cut = cutCommits(repository).has(commits.at(-1) ?? '');
    this.#known = { from: 0, paths: [], changes: [] };
  }

  /** @param tip full object name */
  static async open(repository: string, reader: ObjectReader, tip: string): Promise<FirstParentLine | GitFailure> {
    const commits = await reader.firstParents(tip, {});
    return isGitFailure(commits) ? commits : new FirstParentLine(repository, reader, commits);
  }

  /**
   * What a commit has otherwise than the one before it; the first one of a history has everything. Read in portions, the longer
   * the further they are asked for: ask in order.
   *
   * @param at place among the commits; not that of the last one where the history is cut off
   */
  async changes(at: number, paths: readonly string[]): Promise<readonly TreeChange[] | GitFailure> {
    const { from, paths: asked, changes } = this.#known;
    const isSame = asked.length === paths.length && asked.every((path, i) => path === paths[i]);
    const known = isSame ? changes[at - from] : undefined;
    if (known !== undefined) return known;
    const length = isSame ? Math.min(Math.max(changes.length * 2, fewest), most) : fewest;
    const pairs = this.#pairs(at, length);
    const found = await changesAlong(this.#repository, this.#reader, pairs, paths);
    if (isGitFailure(found)) return found;
    this.#known = { from: at, paths, changes: found };
    return found[0] ?? [];
  }

  #pairs(at: number, length: number): CommitPair[] {
    const end = Math.min(at + length, this.commits.length - (this.cut ? 1 : 0));
    return this.commits.slice(at, end).map((commit, i) => [commit, this.commits[at + i + 1]]);
  }
}
