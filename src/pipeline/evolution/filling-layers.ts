import type { DocumentId } from '../../model/document-id.ts';
import type { Workspace } from '../workspace.ts';
import type { MigrationScope } from './migration-scope.ts';

/**
 * The layers that the values of new properties are written to: for each app one, the one that most apps share and nobody else
 * has. Of equals the earlier wins.
 */
export function fillingLayers({ apps, elsewhere }: MigrationScope, { index }: Workspace): ReadonlySet<DocumentId> {
  const users = new Map<DocumentId, number>();
  for (const { layers } of apps)
    for (const id of layers) if (index.files.has(id) && !elsewhere.has(id)) users.set(id, (users.get(id) ?? 0) + 1);
  const filling = new Set<DocumentId>();
  for (const { layers } of apps) {
    if (layers.some((id) => filling.has(id))) continue;
    const there = layers.filter((id) => users.has(id));
    const best = there.reduce<DocumentId | undefined>(
      (found, id) => (found === undefined || (users.get(id) ?? 0) > (users.get(found) ?? 0) ? id : found),
      undefined,
    );
    if (best !== undefined) filling.add(best);
  }
  return filling;
}
