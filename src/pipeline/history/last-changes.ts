import type { Outcome } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import { publicationOf, type Publication } from '../../git/publication.ts';
import type { DocumentId } from '../../model/document-id.ts';
import { deepEqual, type JsonValue } from '../../model/json.ts';
import { parsePointer, valueAt, type Pointer } from '../../model/pointer.ts';
import { gitProblem } from '../git-problem.ts';
import type { OpenedWorkspace } from '../open-workspace.ts';
import type { AppState } from './app-state.ts';
import { openLine } from './open-line.ts';
import { walkLine } from './walk-line.ts';

/** Since when a value is what it is on the protected branch. */
export interface LastChange {
  /** `unset`: the app is there and has no such value; `absent`: there is no such app. */
  readonly state: 'set' | 'unset' | 'absent';
  /** The commit that brought it. */
  readonly publication: Publication;
  /** The history is cut off at that commit: it may be older. */
  readonly cut: boolean;
}

/** By app and pointer. Apps that were never valid are left out. */
export type LastChanges = ReadonlyMap<DocumentId, ReadonlyMap<Pointer, LastChange>>;

/**
 * When the effective values of apps changed last on the first-parent line of the protected branch; many in one walk, which ends
 * where all are found. While an app is invalid what was in force before stays so.
 *
 * @param questions the pointers of interest of each app
 */
export async function lastChanges(
  opened: OpenedWorkspace,
  questions: ReadonlyMap<DocumentId, readonly Pointer[]>,
): Promise<Outcome<LastChanges | undefined>> {
  const { value: open, diagnostics } = await openLine(opened);
  if (open === undefined) return { value: undefined, diagnostics };
  const { reader, line, name } = open;
  const followed = new Map([...questions].map(([app, pointers]) => [app, pointers.map((at) => new Followed(at))]));
  const tell = (app: DocumentId, state: AppState): readonly Seen[] | undefined =>
    state.kind === 'invalid' ? undefined : followed.get(app)?.map((each) => each.see(state));
  const visit = (app: DocumentId, seen: readonly Seen[] | undefined, since: number | undefined): boolean =>
    followed.get(app)?.filter((each, i) => each.add(seen?.[i], since)).length !== 0;
  const { location, progress } = opened.workspace;
  const problems = await walkLine({ location, reader, line, apps: [...questions.keys()], tell, visit, progress });
  const told = problems.length > 0 ? problems : await publicationsOf(reader, followed, line.commits);
  open.close();
  if (isGitFailure(told)) return { value: undefined, diagnostics: [gitProblem(told, name)] };
  return told instanceof Map ? { value: told, diagnostics } : { value: undefined, diagnostics: told };
}

/** What stands at a pointer in a state that counts. */
interface Seen {
  readonly state: LastChange['state'];
  readonly value: JsonValue | undefined;
}

/** One value while the commits are gone through, the newest first. */
class Followed {
  readonly pointer: Pointer;
  readonly #tokens: readonly string[];
  /** Undefined until a state was met that counts. */
  found: (Seen & { since: number | undefined }) | undefined;
  #ended = false;

  constructor(pointer: Pointer) {
    this.pointer = pointer;
    this.#tokens = parsePointer(pointer) ?? [];
  }

  see(state: Exclude<AppState, { kind: 'invalid' }>): Seen {
    if (state.kind === 'absent') return { state: 'absent', value: undefined };
    const value = valueAt(state.app.data as JsonValue, this.#tokens);
    return { state: value === undefined ? 'unset' : 'set', value };
  }

  /** @param seen undefined for an invalid app @returns whether an older state may be the same */
  add(seen: Seen | undefined, since: number | undefined): boolean {
    if (this.#ended || seen === undefined) return !this.#ended;
    if (this.found === undefined) this.found = { ...seen, since };
    else if (isSame(this.found, seen)) this.found.since = since;
    else this.#ended = true;
    return !this.#ended;
  }
}

function isSame(a: Seen, b: Seen): boolean {
  return a.state === b.state && deepEqual(a.value ?? null, b.value ?? null);
}

async function publicationsOf(
  reader: ObjectReader,
  followed: ReadonlyMap<DocumentId, readonly Followed[]>,
  commits: readonly string[],
): Promise<Map<DocumentId, Map<Pointer, LastChange>> | GitFailure> {
  const publications = new Map<string, Publication>();
  const all = new Map<DocumentId, Map<Pointer, LastChange>>();
  for (const [app, values] of followed)
    for (const { pointer, found } of values) {
      if (found === undefined) continue;
      const oid = commits.at(found.since ?? -1) as string;
      const commit = publications.has(oid) ? undefined : await reader.readCommit(oid);
      if (isGitFailure(commit)) return commit;
      if (commit !== undefined) publications.set(oid, publicationOf(commit));
      const publication = publications.get(oid) as Publication;
      const known = all.get(app) ?? new Map<Pointer, LastChange>();
      all.set(app, known.set(pointer, { state: found.state, publication, cut: found.since === undefined }));
    }
  return all;
}
