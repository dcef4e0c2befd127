import type { Outcome } from '../../diagnostics/diagnostic.ts';
import type { DocumentId } from '../../model/document-id.ts';
import { schemaVersionOf } from '../../model/schema-version.ts';
import type { BoundSchema } from '../../schema/bound-schema.ts';
import type { Workspace } from '../workspace.ts';
import type { SchemaSide } from './schema-side.ts';

const nowhere = { source: { path: '', format: 'json', text: '' }, pointer: '', at: 'value' } as const;

/** A schema document of a workspace as one side of a comparison. Takes `prepareFindings`. */
export function workspaceSide(workspace: Workspace, id: DocumentId, name: string = id): Outcome<SchemaSide | undefined> {
  const { value: world, diagnostics } = workspace.schemas.world(id);
  const home = { workspace, id, version: schemaVersionOf(id) };
  return { value: world && { name, world, bound: () => boundSchema(workspace, id), home }, diagnostics };
}

export function boundSchema(workspace: Workspace, id: DocumentId): BoundSchema | undefined {
  return bindSchema(workspace, id).value;
}

export function bindSchema(workspace: Workspace, id: DocumentId): Outcome<BoundSchema | undefined> {
  const { value, diagnostics } = workspace.schemas.bind(id, nowhere);
  return { value, diagnostics: diagnostics.map((each) => (each.site === nowhere ? { ...each, site: undefined } : each)) };
}
