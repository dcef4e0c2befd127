import type { ChangePlace } from '../../effective-diff/effective-view.ts';
import { FirstParentLine } from '../../git/first-parent-line.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import type { DocumentId } from '../../model/document-id.ts';
import { deepEqual, type JsonValue } from '../../model/json.ts';
import { parsePointer, valueAt, type Pointer } from '../../model/pointer.ts';
import type { CompileProgress } from '../../pipeline/compile-progress.ts';
import { SideCompiler } from '../../pipeline/effective/side-compiler.ts';
import { countVersions, type CountedVersions, type VersionCounts } from '../../pipeline/history/count-versions.ts';
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
  if (line === undefined || isGitFailure(line)) return unknown('unreadable');
  const places = new Map([...changes].map(([app, each]) => [app, pointersOf(each)]));
  const { location } = reach.base;
  const counted = await countVersions({ location, reader, line, places, progress, ...(most === undefined ? {} : { most }) });
  if (counted.value === undefined || counted.diagnostics.length > 0) return unknown('unreadable');
  const { lacking } = counted.value;
  if (lacking === 'cut') return unknown(lacking);
  const known: Known = {
    counts: counted.value,
    invalidAfter: invalidAfter(reach, counted.value.invalid),
    after: await valuesAfter(reach, counted.value, changes),
  };
  return { lacking, of: (app, place) => pairOf(app, place, known) };
}

function unknown(lacking: PlaceVersions['lacking']): PlaceVersions {
  return { lacking, of: () => ({ from: null, to: null }) };
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
