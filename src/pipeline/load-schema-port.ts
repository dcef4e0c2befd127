import type { SchemaPort } from './schema-port.ts';
import type { Workspace } from './workspace.ts';

/** The schema room is loaded when something is to be compiled: a run that finds nothing to do starts without it. */
export async function loadSchemaPort(workspace: Workspace): Promise<SchemaPort> {
  const { createSchemaPort } = await import('./create-schema-port.ts');
  return createSchemaPort(workspace);
}
