import { isObject, type JsonValue } from '../model/json.ts';
import { maskSecrets } from '../snapshot/mask-secrets.ts';
import { buildSnapshot, type Snapshot } from '../snapshot/snapshot.ts';
import type { CompiledApp } from './app-compiler.ts';

export interface SnapshotFacts {
  readonly schemaSequence: number;
  /** As `instantText` writes it. */
  readonly resolvedAt: string;
}

/** The snapshot of an app that could be put together. An invalid one holds nothing that stands where a secret reference belongs. */
export function appSnapshot(app: CompiledApp, data: JsonValue, { schemaSequence, resolvedAt }: SnapshotFacts): Snapshot {
  const { schema } = app;
  const object = isObject(data) ? data : {};
  const masked = app.status === 'Invalid' && schema !== undefined;
  return buildSnapshot({
    app: app.id,
    data: masked ? maskSecrets(object, (pointer) => schema.isSecretAt(pointer)) : object,
    sorted: app.sorted,
    schema: schema === undefined ? null : { id: schema.id, version: schema.version },
    valid: app.status !== 'Invalid',
    schemaSequence,
    resolvedAt,
  });
}
