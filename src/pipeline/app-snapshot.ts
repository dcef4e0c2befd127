import { isObject, type JsonValue } from '../model/json.ts';
import { isSecretReference } from '../model/secret-reference.ts';
import { maskSecrets } from '../snapshot/mask-secrets.ts';
import { buildSnapshot, type Snapshot } from '../snapshot/snapshot.ts';
import type { CompiledApp } from './compiled-app.ts';

export interface SnapshotFacts {
  /** Of the settings. */
  readonly secretSchemes: readonly string[];
  readonly schemaSequence: number;
  /** As `instantText` writes it. */
  readonly resolvedAt: string;
}

/** The snapshot of an app that could be put together. An invalid one holds references to secrets, but nothing else that stands in the place of one. */
export function appSnapshot(
  app: CompiledApp,
  data: JsonValue,
  { schemaSequence, resolvedAt, secretSchemes }: SnapshotFacts,
): Snapshot {
  const { schema } = app;
  const object = isObject(data) ? data : {};
  const masked = app.status === 'Invalid' && schema !== undefined;
  return buildSnapshot({
    app: app.id,
    data: masked
      ? maskSecrets(object, (pointer, value) => schema.isSecretAt(pointer) && !isSecretReference(value, secretSchemes))
      : object,
    sorted: app.sorted,
    schema: schema === undefined ? null : { id: schema.id, version: schema.version },
    valid: app.status !== 'Invalid',
    schemaSequence,
    resolvedAt,
  });
}
