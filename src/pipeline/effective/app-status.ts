import type { AppStatus } from '../../effective-diff/effective-view.ts';
import type { CompiledApp } from '../compiled-app.ts';

export function statusOf(app: CompiledApp): AppStatus {
  return app.data === undefined ? 'Broken' : app.status;
}

/** Id of the bound schema version; null where none is. */
export function schemaOf({ schema }: CompiledApp): string | null {
  return schema?.id ?? null;
}
