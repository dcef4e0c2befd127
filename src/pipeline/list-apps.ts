import { childId, type DocumentId } from '../model/document-id.ts';
import type { Workspace } from './workspace.ts';
import { Compilers } from './build-apps.ts';
import type { Governance } from './governance.ts';
import { whenPrepared } from './when-prepared.ts';

export interface ListedApp {
  readonly id: DocumentId;
  /** Id of the bound schema version. */
  readonly schema: string | undefined;
  /** Ids of the documents that are merged, in order. */
  readonly layers: readonly DocumentId[];
}

/** What each app is made of; nothing is merged or judged for it. */
export async function listApps(workspace: Workspace, apps: readonly DocumentId[]): Promise<ListedApp[]> {
  await workspace.prepare();
  const { governance } = new Compilers(workspace).fast;
  return whenPrepared(workspace.schemas, () => apps.map((id) => listed(workspace, governance, id)));
}

function listed(workspace: Workspace, governance: Governance, id: DocumentId): ListedApp {
  const plan = governance.plan(id);
  const config = workspace.run.document(childId(id, 'config'), true);
  const bound = config === undefined ? undefined : workspace.run.bind(id, config, plan).value;
  return { id, schema: bound?.id, layers: plan.layers.map((layer) => layer.document) };
}
