import { Workspace } from '../../src/pipeline/workspace.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { memoryTree } from '../../src/workspace/memory-tree.ts';
import { completeSettings } from '../../src/workspace/settings.ts';
import { treeRoots } from '../../src/workspace/tree-roots.ts';
import { strategiesOnlyPort, type StrategiesOfSchemas } from './strategies-only-port.ts';

/** Paths below the root of the repository, with their texts. */
export type Files = Readonly<Record<string, string>>;

/** A workspace that was never on a disk and in which nothing is validated; the settings are those of `confman.json5` as a value. */
export function memoryWorkspace(files: Files, settings: JsonObject = {}, schemas: StrategiesOfSchemas = {}): Workspace {
  const location = { root: '/', repository: '/', prefix: '', git: false };
  const complete = completeSettings(settings);
  const roots = treeRoots(location, complete, () => undefined);
  if (roots.diagnostics.length > 0) throw new Error(`bad settings: ${roots.diagnostics.map((each) => each.code).join(', ')}`);
  return new Workspace({
    location,
    settings: complete,
    roots: roots.value,
    tree: memoryTree(files),
    schemas: () => strategiesOnlyPort(schemas),
  });
}
