import { loadSchemaPort } from '../../src/pipeline/load-schema-port.ts';
import { Workspace } from '../../src/pipeline/workspace.ts';
import { memoryTree } from '../../src/workspace/memory-tree.ts';
import { completeSettings } from '../../src/workspace/settings.ts';
import { treeRoots } from '../../src/workspace/tree-roots.ts';
import type { Files } from './memory-workspace.ts';

/** A workspace that was never on a disk, in which everything is validated as in one that is. Ready to compile. */
export async function validatedWorkspace(files: Files): Promise<Workspace> {
  const location = { root: '/', repository: '/', prefix: '', git: false };
  const settings = completeSettings({});
  const roots = treeRoots(location, settings, () => undefined).value;
  const workspace = new Workspace({ location, settings, roots, tree: memoryTree(files), schemas: loadSchemaPort });
  await workspace.prepareFindings();
  return workspace;
}
