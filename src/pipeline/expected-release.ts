import type { DocumentId } from '../model/document-id.ts';
import { digestOf } from '../snapshot/digest.ts';
import type { ExpectedApp, ExpectedRelease } from '../snapshot/verify-sources.ts';
import { appSnapshot } from './app-snapshot.ts';
import { buildApps, Compilers } from './build-apps.ts';
import { schemaFiles } from './schema-files.ts';
import type { Workspace } from './workspace.ts';

/**
 * What a release of this workspace must say. Invalid apps are part of it, since a release may have been allowed to hold
 * them; apps that cannot be put together cannot be in any.
 */
export async function expectedRelease(workspace: Workspace, sequence: number): Promise<ExpectedRelease> {
  const apps = new Map<DocumentId, ExpectedApp>();
  // Verifying does not look at the time: the snapshots are made for their digests.
  const { secretSchemes } = workspace.settings;
  const facts = { secretSchemes, schemaSequence: sequence, resolvedAt: '1970-01-01T00:00:00Z' };
  await buildApps(workspace, new Compilers(workspace), workspace.index.apps, (app) => {
    if (app.data === undefined) return;
    const { schemaRef, validatedWithSchemaVersion, validationStatus, digest } = appSnapshot(app, app.data, facts);
    apps.set(app.id, { schemaRef, validatedWithSchemaVersion, validationStatus, digest });
  });
  const schemas = schemaFiles(workspace).value.map(({ id, value }) => [id, digestOf(value, false)] as const);
  return { sequence, apps, schemas: new Map(schemas) };
}
