import { isGitFailure } from '../git/git-failure.ts';
import type { ObjectReader } from '../git/object-reader.ts';
import { isObject } from '../model/json.ts';
import { inRepository, settingsName, type WorkspaceLocation } from '../workspace/find-workspace.ts';
import { readSettings } from '../workspace/load-settings.ts';
import { providerChoices, type ProviderChoice } from './provider-kind.ts';

const settingsBytes = 1024 * 1024;

/**
 * What the settings of a commit say about who keeps requests: `publish.provider`. It is asked of the protected branch alone; a
 * proposed change has no say in where it is judged.
 * @returns `auto` where nothing is said, and where the settings cannot be read: other stages tell that
 */
export async function providerSetting(
  location: WorkspaceLocation,
  reader: ObjectReader,
  commit: string,
): Promise<ProviderChoice> {
  const path = inRepository(location, settingsName);
  const [entry] = await listed(reader, commit, path);
  if (entry === undefined) return 'auto';
  const blobs = await reader.readBlobs([entry], { fileBytes: settingsBytes });
  const bytes = isGitFailure(blobs) ? undefined : blobs.bytesOf(entry);
  const written = bytes && readSettings(path, bytes).value?.value;
  const publish = written && Object.hasOwn(written, 'publish') ? written['publish'] : undefined;
  const said = isObject(publish) && Object.hasOwn(publish, 'provider') ? publish['provider'] : undefined;
  return providerChoices.find((choice) => choice === said) ?? 'auto';
}

async function listed(reader: ObjectReader, commit: string, path: string): Promise<readonly string[]> {
  const entries = await reader.listTree(commit, [path]);
  return isGitFailure(entries) ? [] : entries.flatMap((each) => (each.type === 'file' && each.path === path ? [each.oid] : []));
}
