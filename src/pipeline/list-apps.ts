import type { DocumentId } from '../model/document-id.ts';
import type { Workspace } from './workspace.ts';
import { Compilers } from './build-apps.ts';

export interface ListedApp {
  readonly id: DocumentId;
  /** Id of the bound schema version. */
  readonly schema: string | undefined;
  /** Ids of the documents that are merged, in order. */
  readonly layers: readonly DocumentId[];
}

/** What each app is made of; nothing is merged or judged for it. */
export async function listApps(workspace: Workspace, apps: readonly DocumentId[]): Promise<ListedApp[]> {
  await workspace.schemas.prepare();
  const { governance } = new Compilers(workspace).fast;
  return apps.map((id) => {
    const plan = governance.plan(id);
    const config = workspace.run.document(`${id}/config` as DocumentId, true);
    const bound = config === undefined ? undefined : workspace.run.bind(id, config, plan).value;
    return { id, schema: bound?.id, layers: plan.layers.map((layer) => layer.document) };
  });
}
