import { createHash } from 'node:crypto';
import { compareKeys } from '../../model/canonical-json.ts';

/**
 * What a rollback is called on a forge: the same for the same apps and the same commit, so that it is found again.
 *
 * @param apps as they were named, patterns too
 * @param restores full name of the commit whose state comes back
 */
export function rollbackName(apps: readonly string[], restores: string): string {
  const named = [...new Set(apps.map((app) => app.replace(/^\//, '')))].toSorted(compareKeys);
  const key = createHash('sha256')
    .update(JSON.stringify([restores, named]))
    .digest('hex');
  return `rollback-${restores.slice(0, 12)}-${key.slice(0, 12)}`;
}
