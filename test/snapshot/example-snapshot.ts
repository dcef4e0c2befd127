import type { DocumentId } from '../../src/model/document-id.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { buildSnapshot, type Snapshot, type SnapshotInput } from '../../src/snapshot/snapshot.ts';

export function exampleSnapshot(data: JsonObject, changes: Partial<SnapshotInput> = {}): Snapshot {
  return buildSnapshot({
    app: 'apps/billing/eu-1' as DocumentId,
    data,
    sorted: false,
    schema: { id: 'schemas/apps/billing/v2', version: 'v2' },
    valid: true,
    schemaSequence: 12,
    resolvedAt: '2026-05-13T16:50:00Z',
    ...changes,
  });
}
