import { isGitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import { openObjectReader } from '../../git/open-object-reader.ts';
import { isShallow, protectedTip } from '../../git/schema-sequence.ts';
import { schemaVersionOf } from '../../model/schema-version.ts';
import { idOfPath, type Root } from '../../workspace/document-index.ts';
import { inRepository } from '../../workspace/find-workspace.ts';
import type { Workspace } from '../workspace.ts';

/** Where on the protected branch the schema versions came. */
export interface VersionSequences {
  /** The schema sequence of the branch as it is now. */
  readonly newest: number;
  /** The schema sequence that each version came with, by its id. Versions that are not on the branch are missing. */
  readonly cameAt: ReadonlyMap<string, number>;
}

/** Undefined where it cannot be known: without git or the protected branch, and where the history was cut off. */
export async function versionSequences({ location, settings, roots }: Workspace): Promise<VersionSequences | undefined> {
  const { repository } = location;
  const tip = location.git ? protectedTip(repository, settings.protectedBranch) : undefined;
  const folder = roots.find(({ at }) => at === 'schemas')?.folder;
  if (tip === undefined || folder === undefined || isShallow(repository)) return undefined;
  const reader = await openObjectReader(repository);
  try {
    // As the sequence is counted.
    const commits = await reader.firstParents(tip, { paths: [inRepository(location, settings.schemas)] });
    if (isGitFailure(commits)) return undefined;
    const line = new SchemaLine(reader, commits.toReversed(), { at: 'schemas', folder });
    const cameAt = new Map<string, number>();
    await noteNew(line, 0, commits.length, cameAt);
    return { newest: commits.length, cameAt };
  } finally {
    reader.close();
  }
}

/** The states of the schemas, numbered by their sequence; before the first there is nothing. */
class SchemaLine {
  readonly #reader: ObjectReader;
  readonly #commits: readonly string[];
  readonly #root: Root;
  readonly #known = new Map<number, ReadonlySet<string>>([[0, new Set()]]);

  constructor(reader: ObjectReader, commits: readonly string[], root: Root) {
    this.#reader = reader;
    this.#commits = commits;
    this.#root = root;
  }

  /** Ids of the versions that there were. */
  async at(sequence: number): Promise<ReadonlySet<string>> {
    const known = this.#known.get(sequence) ?? new Set(await this.#list(this.#commits[sequence - 1] ?? ''));
    this.#known.set(sequence, known);
    return known;
  }

  async #list(commit: string): Promise<string[]> {
    const entries = await this.#reader.listTree(commit, [this.#root.folder]);
    if (isGitFailure(entries)) return [];
    return entries
      .filter(({ type }) => type === 'file')
      .map(({ path }) => idOfPath(path, [this.#root]))
      .filter((id) => id !== undefined && schemaVersionOf(id) !== undefined) as string[];
  }
}

/** Versions stay once they are there, so that a stretch which begins and ends with the same ones brought none. */
async function noteNew(line: SchemaLine, from: number, to: number, cameAt: Map<string, number>): Promise<void> {
  const before = await line.at(from);
  const fresh = [...(await line.at(to))].filter((id) => !before.has(id));
  if (fresh.length === 0) return;
  if (to - from > 1) {
    const middle = Math.floor((from + to) / 2);
    await noteNew(line, from, middle, cameAt);
    await noteNew(line, middle, to, cameAt);
    return;
  }
  for (const id of fresh) if (!cameAt.has(id)) cameAt.set(id, to);
}
