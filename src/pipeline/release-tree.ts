import { objectName } from '../git/object-name.ts';
import { treeObjects, type TreeObjects } from '../git/tree-objects.ts';
import { MANIFEST_PATH, renderManifest } from '../snapshot/manifest.ts';
import { parseManifest } from '../snapshot/parse-manifest.ts';
import type { ReleaseBase } from './release-base.ts';

export interface ReleaseTree extends TreeObjects {
  /** Contents by object name. */
  readonly blobs: ReadonlyMap<string, Uint8Array>;
  /** Nothing is different from what the branch has, but for the names of the commit and the version that built it. */
  readonly unchanged: boolean;
}

/**
 * The tree of a release. Where it says the same as the last one it is no release of its own: whoever follows the branch would
 * roll out nothing.
 *
 * @param files contents by path, the manifest among them
 * @param like an object name of the repository, for its hash
 */
export function releaseTree(files: ReadonlyMap<string, Uint8Array>, base: ReleaseBase | undefined, like: string): ReleaseTree {
  const named = new Map([...files].map(([path, bytes]) => [path, objectName(bytes, like)]));
  const blobs = new Map([...files].map(([path, bytes]) => [named.get(path) as string, bytes]));
  const unchanged = base !== undefined && rootWithEarlierNames(files, named, base, like) === base.commit.tree;
  return { ...treeObjects(named, like), blobs, unchanged };
}

function rootWithEarlierNames(
  files: ReadonlyMap<string, Uint8Array>,
  named: ReadonlyMap<string, string>,
  { manifest: earlier }: ReleaseBase,
  like: string,
): string | undefined {
  const manifest = parseManifest(files.get(MANIFEST_PATH) as Uint8Array).value;
  if (earlier === undefined || manifest === undefined) return undefined;
  const { commit, toolVersion } = earlier;
  const bytes = renderManifest({ ...manifest, commit, toolVersion }, manifest.apps, manifest.schemas);
  return treeObjects(new Map([...named, [MANIFEST_PATH, objectName(bytes, like)]]), like).root;
}
