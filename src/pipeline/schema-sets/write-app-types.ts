import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import { compareKeys } from '../../model/canonical-json.ts';
import type { DocumentId } from '../../model/document-id.ts';
import { isGlob } from '../../model/glob.ts';
import type { SchemaWorld } from '../../model/schema-world.ts';
import { writeTypes, type WrittenTypes } from '../../schema-types/write-types.ts';
import { defaultSettings } from '../../workspace/settings.ts';
import { findSchemaId } from '../evolution/find-schema-id.ts';
import { createSideReader } from '../evolution/read-side.ts';
import { listApps } from '../list-apps.ts';
import { selectApps } from '../select-apps.ts';
import type { Workspace } from '../workspace.ts';

export interface TypesRequest {
  /** Apps, patterns of apps, schemas; all apps where there are none. */
  readonly names: readonly string[];
  /** Absolute: where relative paths start. */
  readonly directory: string;
}

export interface AppTypes extends WrittenTypes {
  /** Apps without a schema: there is nothing to say of them. */
  readonly unbound: readonly DocumentId[];
}

type Worlds = [id: string, world: SchemaWorld][];

/** Types for the resolved data of apps, and for schemas that are named themselves. */
export async function writeAppTypes(
  workspace: Workspace | undefined,
  { names, directory }: TypesRequest,
): Promise<Outcome<AppTypes | undefined>> {
  const chosen = workspace === undefined ? { apps: [], schemas: names, diagnostics: [] } : choose(workspace, names);
  if (chosen.diagnostics.length > 0) return { value: undefined, diagnostics: chosen.diagnostics };
  const listed = workspace === undefined ? [] : await listApps(workspace, chosen.apps);
  const bound = listed.flatMap(({ id, schema }) => (schema === undefined ? [] : [[id, schema] as const]));
  const reader = createSideReader(workspace, directory);
  const worlds: Worlds = [];
  const diagnostics: Diagnostic[] = [];
  for (const name of new Set([...chosen.schemas, ...bound.map(([, schema]) => schema).sort(compareKeys)])) {
    const side = await reader.read(name);
    diagnostics.push(...side.diagnostics);
    if (side.value !== undefined) worlds.push([name, side.value.world]);
  }
  if (diagnostics.some(({ severity }) => severity === 'error')) return { value: undefined, diagnostics };
  const { secretSchemes, defaults } = workspace?.settings ?? defaultSettings;
  const written = writeTypes({ worlds, apps: bound, secretSchemes, fillsDefaults: defaults === 'fill' });
  const unbound = listed.filter(({ schema }) => schema === undefined).map(({ id }) => id);
  return { value: { ...written, unbound }, diagnostics };
}

interface Chosen {
  readonly apps: readonly DocumentId[];
  /** As they were typed. */
  readonly schemas: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What no app has for a name is taken for a schema's, if it can be one. */
function choose(workspace: Workspace, names: readonly string[]): Chosen {
  const { index, roots } = workspace;
  if (names.length === 0) return { apps: index.apps, schemas: [], diagnostics: [] };
  const apps = new Set<DocumentId>();
  const schemas: string[] = [];
  const missing: Diagnostic[] = [];
  for (const name of names) {
    const { value: found, diagnostics } = selectApps(index.apps, [name], roots);
    for (const app of found) apps.add(app);
    if (found.length > 0) continue;
    if (isGlob(name) || (!maybeSchema(name) && findSchemaId(workspace, name) === undefined)) missing.push(...diagnostics);
    else schemas.push(name);
  }
  return { apps: [...apps].sort(compareKeys), schemas, diagnostics: missing };
}

/** A file, a version or a revision; an app's id has nothing of the kind. */
function maybeSchema(name: string): boolean {
  return /^\/?schemas\/|[.:@]/.test(name);
}
