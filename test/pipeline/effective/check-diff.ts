import { expect } from 'vitest';
import type { ChangeGroup, EffectiveView } from '../../../src/effective-diff/effective-view.ts';
import type { ValueChange } from '../../../src/effective-diff/value-change.ts';
import { deepEqual } from '../../../src/model/json.ts';
import { diffWorkspaces } from '../../../src/pipeline/effective/diff-workspaces.ts';
import type { Workspace } from '../../../src/pipeline/workspace.ts';
import { applyChanges } from '../../effective-diff/apply-changes.ts';
import { fullCompile, type Compiled } from './full-compile.ts';

/** Opens the same state anew each time, so that nothing is shared between what is compared. */
export type Reopen = () => Workspace | Promise<Workspace>;

/** Holds a diff against two full compiles: nothing is missing, nothing is invented, and the old data and the changes give the new data. */
export async function checkDiff(base: Reopen, head: Reopen): Promise<EffectiveView | undefined> {
  const view = await diffOf(base, head, []);
  if (view === undefined) return undefined;
  const [before, after] = [await fullCompile(await base()), await fullCompile(await head())];
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort();
  expect(view.added).toEqual(ids.filter((id) => !before.has(id)));
  expect(view.removed).toEqual(ids.filter((id) => !after.has(id)));
  const differing = ids.filter((id) => !isSame(before.get(id), after.get(id)));
  expect(view.changed).toEqual(differing);
  for (const id of differing) {
    const [old, now] = [before.get(id)?.data, after.get(id)?.data];
    if (old === undefined || now === undefined) continue;
    const own = await diffOf(base, head, [id]);
    expect(applyChanges(old, (own?.changes ?? []).map(changeOf))).toEqual(now);
    expect(pathsOf(own, id)).toEqual(pathsOf(view, id));
  }
  return view;
}

async function diffOf(base: Reopen, head: Reopen, apps: readonly string[]): Promise<EffectiveView | undefined> {
  const sides = [await base(), await head()].map((workspace) => ({ workspace, name: 'side', commit: null }));
  return (await diffWorkspaces(sides[0]!, sides[1]!, { apps, pointers: [] })).value;
}

function isSame(before: Compiled | undefined, after: Compiled | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  if (before.data === undefined || after.data === undefined) return before.data === after.data;
  return deepEqual(before.data, after.data) && before.status === after.status && before.schema === after.schema;
}

function changeOf(group: ChangeGroup): ValueChange {
  return group as unknown as ValueChange;
}

function pathsOf(view: EffectiveView | undefined, app: string): string[] {
  const told = (view?.changes ?? []).filter(({ apps }) => apps.includes(app));
  return told.map(({ kind, path, cause }) => `${kind} ${path} ${cause.kind} ${cause.place?.file}`).sort();
}
