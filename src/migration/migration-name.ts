import { lastSegment, parentOf, type DocumentId } from '../model/document-id.ts';
import { versionName } from '../model/schema-version.ts';
import { compareVersions } from './compare-versions.ts';

export interface MigrationName {
  readonly family: DocumentId;
  readonly from: string;
  readonly to: string;
}

const ENDING = '.migration';

export function isMigrationId(id: string): boolean {
  return lastSegment(id).endsWith(ENDING);
}

/** `schemas/shop/v1-v2.migration` leads from `v1` to `v2` of `schemas/shop`. What is wrong with the name, where something is. */
export function parseMigrationName(id: DocumentId): MigrationName | string {
  const [from, to, ...rest] = lastSegment(id).slice(0, -ENDING.length).split('-');
  const family = parentOf(id);
  if (!isMigrationId(id) || rest.length > 0 || !isVersion(from) || !isVersion(to) || family === undefined)
    return 'it is called v1-v2.migration, with the versions it is between';
  const order = compareVersions(from, to);
  if (order === 0) return 'it leads from a version to itself';
  return order < 0 ? { family, from, to } : 'the older version comes first; the way back follows from the way there';
}

function isVersion(text: string | undefined): text is string {
  return text !== undefined && versionName(text) === text;
}
