import type { Outcome } from '../../diagnostics/diagnostic.ts';
import type { FirstParentLine } from '../../git/first-parent-line.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import type { DocumentId } from '../../model/document-id.ts';
import type { Pointer } from '../../model/pointer.ts';
import type { WorkspaceLocation } from '../../workspace/find-workspace.ts';
import type { CompileProgress } from '../compile-progress.ts';
import type { AppState } from './app-state.ts';
import { VersionTally, type CountedVersions, type Stand } from './version-tally.ts';
import { walkLine } from './walk-line.ts';

export interface VersionsQuestion {
  /** Of the workspace at the newest commit of the line. */
  readonly location: WorkspaceLocation;
  readonly reader: ObjectReader;
  readonly line: FirstParentLine;
  /** The places of interest of each app. */
  readonly places: ReadonlyMap<DocumentId, readonly Pointer[]>;
  readonly progress?: CompileProgress | undefined;
  /** So many times apps are compiled at older commits. */
  readonly most?: number;
}

export interface VersionCounts {
  /** By app and place; apps of which it is not known are left out. */
  readonly counts: ReadonlyMap<DocumentId, ReadonlyMap<Pointer, CountedVersions>>;
  /** Apps that are invalid at the newest commit: what is in force there is older than it. */
  readonly invalid: ReadonlySet<DocumentId>;
  /** Why some are left out: the history is cut off, or more would have to be compiled than anybody waits for. */
  readonly lacking: 'cut' | 'many' | undefined;
}

/** Some seconds: ten apps that changed two thousand times, or five thousand apps whose shared layers changed four times. */
const mostCompiled = 20_000;

/**
 * Versions of many values in one walk along a line. It goes to the beginning of the history, as numbers need the whole; where that
 * takes too much, the apps that are not at the end yet have no numbers.
 */
export async function countVersions(question: VersionsQuestion): Promise<Outcome<VersionCounts>> {
  const { line, places, most = mostCompiled } = question;
  if (line.cut) return { value: { counts: new Map(), invalid: new Set(), lacking: 'cut' }, diagnostics: [] };
  if (places.size > fewest && (await wouldTake(question)) > most)
    return { value: { counts: new Map(), invalid: new Set(), lacking: 'many' }, diagnostics: [] };
  const { walk, diagnostics } = await walkOf(question);
  const { counts, invalid, lacking } = walk;
  return { value: { counts, invalid, lacking }, diagnostics };
}

async function walkOf(
  question: VersionsQuestion,
): Promise<{ readonly walk: CountingWalk } & Pick<Outcome<never>, 'diagnostics'>> {
  const walk = new CountingWalk(question);
  const diagnostics = await walkLine<Seen>({
    ...question,
    apps: [...question.places.keys()],
    tell: (app, state) => walk.tell(app, state),
    visit: (app, seen, since) => walk.visit(app, seen, since),
  });
  return { walk, diagnostics };
}

/** Fewer apps than that are begun with in any case. */
const fewest = 100;

/** How often apps would have to be compiled, by the least changed of three: it is better known before than when it has taken long. */
async function wouldTake(question: VersionsQuestion): Promise<number> {
  const all = [...question.places];
  const three = [0, Math.floor(all.length / 2), all.length - 1].map((at) => all[at] as (typeof all)[number]);
  let least = Infinity;
  for (const each of three)
    least = Math.min(least, (await walkOf({ ...question, places: new Map([each]), progress: undefined })).walk.compiled);
  return least * all.length;
}

/** What stands at the places of an app, in their order; undefined while it is invalid. */
type Seen = readonly Stand[] | undefined;

class CountingWalk {
  readonly counts = new Map<DocumentId, ReadonlyMap<Pointer, CountedVersions>>();
  readonly invalid = new Set<DocumentId>();
  lacking: 'many' | undefined;
  /** So often an app had to be compiled once more. */
  compiled = 0;
  readonly #tallies: Map<DocumentId, readonly VersionTally[]>;
  readonly #started = new Set<DocumentId>();
  readonly #end: number;
  readonly #most: number;

  constructor({ line, places, most = mostCompiled }: VersionsQuestion) {
    this.#tallies = new Map([...places].map(([app, pointers]) => [app, pointers.map((each) => new VersionTally(each))]));
    this.#end = line.commits.length - 1;
    this.#most = most;
  }

  tell(app: DocumentId, state: AppState): Seen {
    return state.kind === 'invalid' ? undefined : this.#tallies.get(app)?.map((each) => each.see(state));
  }

  /** @returns whether older states are wanted */
  visit(app: DocumentId, seen: Seen, since: number | undefined): boolean {
    if (!this.#started.has(app) && seen === undefined) this.invalid.add(app);
    this.#started.add(app);
    const tallies = this.#tallies.get(app) ?? [];
    if (seen !== undefined) for (const [i, each] of tallies.entries()) each.add(seen[i] as Stand);
    if (since === this.#end) {
      this.counts.set(app, new Map(tallies.map((each) => [each.pointer, each.counted])));
      return false;
    }
    this.compiled += 1;
    if (this.compiled <= this.#most) return true;
    this.lacking = 'many';
    return false;
  }
}
