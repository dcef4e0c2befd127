import type { EffectiveView } from '../../effective-diff/effective-view.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import type { DocumentId } from '../../model/document-id.ts';
import { SideCompiler } from '../../pipeline/effective/side-compiler.ts';
import { immutableBreaks, type DataApp } from '../../pipeline/lifecycle/immutable-breaks.ts';
import { usedKeywords, type UsedKeywords } from '../../pipeline/lifecycle/used-keywords.ts';
import { whenPrepared } from '../../pipeline/when-prepared.ts';
import type { Workspace } from '../../pipeline/workspace.ts';

/**
 * Apps in which a value would be another that a schema of either side calls immutable, in the order of the view. What a pipeline finds
 * with `validate` holds for who publishes without one.
 * @param view of all apps and all values
 */
export async function brokenImmutables(
  base: Workspace,
  head: Workspace,
  view: EffectiveView,
  reader: ObjectReader,
): Promise<readonly DocumentId[]> {
  const gone = new Set([...view.added, ...view.removed]);
  const changed = (view.changed as readonly DocumentId[]).filter((app) => !gone.has(app));
  if (changed.length === 0 || !((await isUsed(base, reader)) || (await isUsed(head, reader)))) return [];
  const [before, after] = [new SideCompiler(base, reader), new SideCompiler(head, reader)];
  const broken: DocumentId[] = [];
  for (const app of changed) {
    const [was, is] = [await before.settled(await before.fast(app)), await after.settled(await after.fast(app))];
    if (was.data === undefined || is.data === undefined) continue;
    const breaks = await whenPrepared(head.schemas, () => immutableBreaks(was as DataApp, is as DataApp));
    if (breaks.length > 0) broken.push(app);
  }
  return broken;
}

/** Many requests are held against one base. */
const known = new WeakMap<Workspace, Promise<UsedKeywords>>();

async function isUsed(workspace: Workspace, reader: ObjectReader): Promise<boolean> {
  const found = known.get(workspace) ?? usedKeywords(workspace, reader);
  known.set(workspace, found);
  return (await found).has('x-confman-immutable');
}
