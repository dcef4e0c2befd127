import type { CauseView, ChangeGroup, ChangePlace } from '../../effective-diff/effective-view.ts';
import { compareKeys } from '../../model/canonical-json.ts';
import { childId, type DocumentId } from '../../model/document-id.ts';
import { deepEqual, type JsonValue } from '../../model/json.ts';
import type { Pointer } from '../../model/pointer.ts';
import { SideCompiler } from '../../pipeline/effective/side-compiler.ts';
import { ShownValues } from '../../pipeline/effective/shown-values.ts';
import type { Workspace } from '../../pipeline/workspace.ts';
import type { Reach } from '../policy/open-reach.ts';
import { placeVersions, unknownVersions, type PlaceVersions, type VersionsPlace } from './place-versions.ts';

/** A value on one side of a request. */
export interface ChangeSide {
  /**
   * Before: the version in force, 0 where there never was one. After: the one that publishing makes. Null where it is not known, and
   * where an invalid app has none.
   */
  readonly version: number | null;
  /** Undefined where there is none there, and of elements that only moved. */
  readonly value: JsonValue | undefined;
}

/** The same change, for the same reason, from the same version to the same version, in all these apps. */
export interface RequestChange extends Omit<ChangeGroup, 'elsewhere'> {
  readonly from: ChangeSide;
  readonly to: ChangeSide;
}

export interface RequestChanges {
  readonly rows: readonly RequestChange[];
  /** `apps/shop#/pool`: every value that changes, with its app; of an app that comes or goes, all of it: `apps/shop#`. */
  readonly keys: readonly string[];
  /** Why some versions are not known. */
  readonly lacking: PlaceVersions['lacking'];
}

/** What a request changes, with the versions of every value before and after. */
export async function requestChanges(place: VersionsPlace, reach: Reach): Promise<RequestChanges> {
  const groups = [...(await wholeApps(reach)), ...reach.view.changes];
  const total = groups.reduce((sum, { apps }) => sum + apps.length, 0);
  const versions = total > mostKeys ? unknownVersions('many') : await placeVersions(place, reach, placesOf(groups));
  return {
    rows: groups.flatMap((group) => splitByVersions(group, versions)),
    keys: keysOf(groups),
    lacking: versions.lacking,
  };
}

/** More values than anybody counts, and than there is room for: those of the widest changes are told. */
const mostKeys = 1_000_000;

function keysOf(groups: readonly ChangeGroup[]): readonly string[] {
  const keys = new Set<string>();
  for (const { apps, path } of groups)
    for (const app of apps) {
      if (keys.size >= mostKeys) break;
      keys.add(`${app}#${path}`);
    }
  return [...keys].toSorted(compareKeys);
}

function placesOf(groups: readonly ChangeGroup[]): ReadonlyMap<DocumentId, readonly ChangePlace[]> {
  const places = new Map<DocumentId, ChangePlace[]>();
  for (const group of groups)
    for (const app of group.apps as readonly DocumentId[]) {
      const known = places.get(app);
      if (known === undefined) places.set(app, [placeIn(group, app)]);
      else known.push(placeIn(group, app));
    }
  return places;
}

function placeIn(group: ChangeGroup, app: string): ChangePlace {
  const { oldPointer, newPointer } = group.elsewhere?.get(app) ?? group;
  return { oldPointer, newPointer };
}

function splitByVersions(group: ChangeGroup, versions: PlaceVersions): readonly RequestChange[] {
  const { elsewhere: _, ...told } = group;
  const rows = new Map<string, { readonly from: number | null; readonly to: number | null; readonly apps: string[] }>();
  for (const app of group.apps) {
    const { from, to } = versions.of(app as DocumentId, placeIn(group, app));
    const known = rows.get(`${from} ${to}`);
    if (known === undefined) rows.set(`${from} ${to}`, { from, to, apps: [app] });
    else known.apps.push(app);
  }
  return [...rows.values()].map(({ from, to, apps }) => ({
    ...told,
    apps,
    from: { version: from, value: group.before },
    to: { version: to, value: group.after },
  }));
}

/** So many characters of whole apps are told; the others come and go without their values. */
const room = 5_000_000;
const root = '' as Pointer;

/** Apps that come or go have no values to compare: each is one value. */
async function wholeApps({ base, head, view }: Reach): Promise<readonly ChangeGroup[]> {
  // What either side takes for a secret is one.
  const schemes = [...new Set([...base.settings.secretSchemes, ...head.settings.secretSchemes])];
  const added = await wholeOf(head, view.added as readonly DocumentId[], 'added', schemes);
  return [...added, ...(await wholeOf(base, view.removed as readonly DocumentId[], 'removed', schemes))];
}

async function wholeOf(
  workspace: Workspace,
  apps: readonly DocumentId[],
  kind: 'added' | 'removed',
  schemes: readonly string[],
): Promise<readonly ChangeGroup[]> {
  if (apps.length === 0) return [];
  await workspace.prepare();
  const compiler = new SideCompiler(workspace, undefined);
  const groups: ChangeGroup[] = [];
  let left = room;
  for (const app of apps) {
    const compiled = left > 0 ? await compiler.fast(app) : undefined;
    const value = compiled?.data && new ShownValues([compiled], schemes).value(compiled.data, root);
    left -= JSON.stringify(value ?? null).length;
    const secret = value !== undefined && !deepEqual(value, compiled?.data as JsonValue);
    const side = kind === 'added' ? { newPointer: root, after: value } : { oldPointer: root, before: value };
    groups.push({ ...nothing, ...side, kind, path: root, secret, cause: causeOf(workspace, app, kind), apps: [app] });
  }
  return groups;
}

const nothing = { oldPointer: undefined, newPointer: undefined, before: undefined, after: undefined };

function causeOf({ index }: Workspace, app: DocumentId, kind: 'added' | 'removed'): CauseView {
  const file = index.files.get(childId(app, 'config'))?.entry.path;
  const place = file === undefined ? undefined : { file, line: 1, column: 1, endLine: 1, endColumn: 1, masked: [] };
  return { kind: 'document', side: kind === 'added' ? 'head' : 'base', place, now: undefined, detail: undefined };
}
