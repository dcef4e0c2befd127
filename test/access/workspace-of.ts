import { loadSchemaPort } from '../../src/pipeline/load-schema-port.ts';
import { openAccess, type Access } from '../../src/pipeline/access/access.ts';
import { Workspace } from '../../src/pipeline/workspace.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { memoryTree } from '../../src/workspace/memory-tree.ts';
import { completeSettings } from '../../src/workspace/settings.ts';
import { treeRoots } from '../../src/workspace/tree-roots.ts';
import type { Files } from '../pipeline/memory-workspace.ts';

/** A workspace that was never on a disk. @param prefix folder of the workspace in its repository */
export async function workspaceOf(files: Files, settings: JsonObject = {}, prefix = ''): Promise<Workspace> {
  const location = { root: `/${prefix}`, repository: '/', prefix, git: false };
  const complete = completeSettings(settings);
  const roots = treeRoots(location, complete, () => undefined).value;
  const workspace = new Workspace({ location, settings: complete, roots, tree: memoryTree(files), schemas: loadSchemaPort });
  await workspace.prepareFindings();
  return workspace;
}

export async function accessOf(files: Files, settings: JsonObject = {}, prefix = ''): Promise<Access> {
  return openAccess(await workspaceOf(files, settings, prefix));
}
