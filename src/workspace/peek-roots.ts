import type { Root } from './document-index.ts';
import { inRepository, settingsName, type WorkspaceLocation } from './find-workspace.ts';
import { readPlainFile } from './read-plain-file.ts';
import { completeSettings, defaultSettings, type Settings } from './settings.ts';
import { treeRoots } from './tree-roots.ts';

/**
 * The folders of the tree, for a first look: the settings are read only when they seem to name folders, and settings that
 * cannot be read count as none.
 */
export async function peekRoots(location: WorkspaceLocation): Promise<readonly Root[]> {
  return treeRoots(location, await peekSettings(location), () => undefined).value;
}

async function peekSettings(location: WorkspaceLocation): Promise<Settings> {
  const path = inRepository(location, settingsName);
  const file = readPlainFile(location.repository, path);
  if (!('bytes' in file) || !/configs|schemas|mounts/.test(Buffer.from(file.bytes).toString('latin1'))) return defaultSettings;
  const { readSettings } = await import('./load-settings.ts');
  const { value } = readSettings(path, file.bytes);
  const { configs, schemas, mounts } = value?.value ?? {};
  const named = Object.entries({ configs, schemas, mounts }).filter(([key, each]) => isOfKind(key, each));
  return completeSettings(Object.fromEntries(named) as Parameters<typeof completeSettings>[0]);
}

/** The settings were not held against their schema. */
function isOfKind(key: string, value: unknown): boolean {
  if (key !== 'mounts') return typeof value === 'string';
  return Array.isArray(value) && value.every((each: unknown) => isMount(each));
}

function isMount(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('at' in value) || !('from' in value)) return false;
  return typeof value.at === 'string' && typeof value.from === 'string';
}
