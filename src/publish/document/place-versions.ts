import type { ChangePlace } from '../../effective-diff/effective-view.ts';
import { FirstParentLine } from '../../git/first-parent-line.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import type { DocumentId } from '../../model/document-id.ts';
import { deepEqual, type JsonValue } from '../../model/json.ts';
import { parsePointer, valueAt, type Pointer } from '../../model/pointer.ts';
import type { CompileProgress } from '../../pipeline/compile-progress.ts';
import { SideCompiler } from '../../pipeline/effective/side-compiler.ts';
import { countVersions, type VersionCounts, type VersionsQuestion } from '../../pipeline/history/count-versions.ts';
import type { CountedVersions } from '../../pipeline/history/version-tally.ts';
import type { Reach } from '../policy/open-reach.ts';

export interface VersionsPlace {
  /** Absolute: it has the history. */
  readonly repository: string;
  readonly reader: ObjectReader;
  readonly progress?: CompileProgress | undefined;
  /** So many times apps are compiled at older commits. */
  readonly most?: number;
}

/** Numbers of a value on both sides; null where they are not known, or the app is invalid there. */
export interface VersionPair {
  readonly from: number | null;
  readonly to: number | null;
}

export interface PlaceVersions {
  of(app: DocumentId, place: ChangePlace): VersionPair;
  /** Why some are not known: a clone that is cut off, too much to compile, or objects that cannot be read. */
  readonly lacking: 'cut' | 'many' | 'unreadable' | undefined;
}

/**
 * Versions of all values that a request changes, in one walk along the protected branch; as `history` and the entry of a value count
 * them. Values are known by their places: what moves within an array has the versions of where it stands.
 */
export async function placeVersions(
  { repository, reader, progress, most }: VersionsPlace,
  reach: Reach,
  changes: ReadonlyMap<DocumentId, readonly ChangePlace[]>,
): Promise<PlaceVersions> {
  const tip = reach.view.base.commit;
  const line = tip === null ? undefined : await FirstParentLine.open(repository, reader, tip);
  if (line === undefined || isGitFailure(line)) return unknownVersions('unreadable');
  const question = { location: reach.base.location, reader, line, progress, ...(most === undefined ? {} : { most }) };
  const counted = await inTurn(question, bySize(reach.view, changes));
  if (counted === undefined) return unknownVersions('unreadable');
  if (counted.lacking === 'cut') return unknownVersions('cut');
  const known: Known = {
    counts: counted,
    invalidAfter: invalidAfter(reach, counted.invalid),
    after: await valuesAfter(reach, counted, changes),
  };
  return { lacking: counted.lacking, of: (app, place) => pairOf(app, place, known) };
}

export function unknownVersions(lacking: PlaceVersions['lacking']): PlaceVersions {
  return { lacking, of: () => ({ from: null, to: null }) };
}

type Places = VersionsQuestion['places'];

/** Apps of which more than so many have the same change wait until the others have their numbers. */
const many = 1000;

function bySize({ changes: groups }: Reach['view'], changes: ReadonlyMap<DocumentId, readonly ChangePlace[]>): readonly Places[] {
  const shared = new Set(groups.flatMap(({ apps }) => (apps.length > many ? apps : [])));
  for (const { apps } of groups) if (apps.length <= many) for (const app of apps) shared.delete(app);
  const all = [...changes].map(([app, each]) => [app, pointersOf(each)] as const);
  const isShared = ([app]: readonly [DocumentId, unknown]): boolean => shared.has(app);
  return [all.filter((each) => !isShared(each)), all.filter(isShared)]
    .filter((each) => each.length > 0)
    .map((each) => new Map(each));
}

/** Walks that follow each other, so that what takes too long keeps nothing else from being known. */
async function inTurn(question: Omit<VersionsQuestion, 'places'>, turns: readonly Places[]): Promise<VersionCounts | undefined> {
  const counts = new Map<DocumentId, ReadonlyMap<Pointer, CountedVersions>>();
  const invalid = new Set<DocumentId>();
  let lacking: VersionCounts['lacking'];
  for (const places of turns) {
    const { value, diagnostics } = await countVersions({ ...question, places });
    if (diagnostics.length > 0) return undefined;
    for (const [app, each] of value.counts) counts.set(app, each);
    for (const app of value.invalid) invalid.add(app);
    lacking ??= value.lacking;
  }
  return { counts, invalid, lacking };
}

function pointersOf(changes: readonly ChangePlace[]): readonly Pointer[] {
  const all = changes.flatMap(({ oldPointer, newPointer }) => [oldPointer, newPointer]);
  return [...new Set(all.filter((each) => each !== undefined))];
}

/** By app and place. */
type Values = ReadonlyMap<DocumentId, ReadonlyMap<Pointer, JsonValue | undefined>>;

interface Known {
  readonly counts: VersionCounts;
  readonly invalidAfter: ReadonlySet<string>;
  /** Of what does not become another value as a matter of course. */
  readonly after: Values;
}

function pairOf(app: DocumentId, { oldPointer, newPointer }: ChangePlace, { counts, invalidAfter, after }: Known): VersionPair {
  const known = counts.counts.get(app);
  const [old, now] = [known?.get(oldPointer ?? newPointer ?? ''), known?.get(newPointer ?? oldPointer ?? '')];
  if (old === undefined || now === undefined) return { from: null, to: null };
  const next = after.get(app);
  const isOther = next === undefined || !isSame(now, next.get(newPointer ?? oldPointer ?? ''));
  return {
    from: counts.invalid.has(app) ? null : old.count,
    to: invalidAfter.has(app) ? null : now.count + (isOther ? 1 : 0),
  };
}

function isSame({ value }: CountedVersions, after: JsonValue | undefined): boolean {
  return value === undefined || after === undefined ? value === after : deepEqual(value, after);
}

function invalidAfter({ invalid, view }: Reach, before: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set<string>([...invalid, ...before]);
  for (const { after, apps } of view.validity)
    if (after === 'Valid' || after === 'NotValidated') for (const app of apps) all.delete(app);
  return all;
}

/** Compiled anew for apps whose places do not tell by themselves that another value comes. */
async function valuesAfter(
  { head, view }: Reach,
  counts: VersionCounts,
  changes: ReadonlyMap<DocumentId, readonly ChangePlace[]>,
): Promise<Values> {
  const values = new Map<DocumentId, ReadonlyMap<Pointer, JsonValue | undefined>>();
  const removed = new Set(view.removed);
  const compiler = new SideCompiler(head, undefined);
  for (const [app, places] of changes) {
    if (removed.has(app) || (!counts.invalid.has(app) && places.every(isPlain))) continue;
    await head.prepare();
    const { data } = await compiler.fast(app);
    const at = pointersOf(places).map(
      (each) => [each, data === undefined ? undefined : valueAt(data, parsePointer(each) ?? [])] as const,
    );
    values.set(app, new Map(at));
  }
  return values;
}

/** No array is on the way in which another element could stand there afterwards. */
function isPlain({ oldPointer, newPointer }: ChangePlace): boolean {
  const isMoved = oldPointer !== undefined && newPointer !== undefined && oldPointer !== newPointer;
  return !isMoved && !/\/\d+(?:\/|$)/.test(oldPointer ?? newPointer ?? '');
}
