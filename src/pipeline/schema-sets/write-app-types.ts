import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import { compareKeys } from '../../model/canonical-json.ts';
import type { DocumentId } from '../../model/document-id.ts';
import type { SchemaWorld } from '../../model/schema-world.ts';
import { writeTypes, type WrittenTypes } from '../../schema-types/write-types.ts';
import { defaultSettings } from '../../workspace/settings.ts';
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
  const chosen = workspace === undefined ? { apps: [], schemas: names } : choose(workspace, names);
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

/** What no app has for a name is taken for a schema's. */
function choose(
  { index, roots }: Workspace,
  names: readonly string[],
): { apps: readonly DocumentId[]; schemas: readonly string[] } {
  if (names.length === 0) return { apps: index.apps, schemas: [] };
  const apps = new Set<DocumentId>();
  const schemas = names.filter((name) => {
    const found = selectApps(index.apps, [name], roots).value;
    for (const app of found) apps.add(app);
    return found.length === 0;
  });
  return { apps: [...apps].sort(compareKeys), schemas };
}
