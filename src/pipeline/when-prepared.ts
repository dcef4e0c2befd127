import { NotPrepared } from '../schema/not-prepared.ts';
import type { SchemaPort } from './schema-port.ts';

/** Validators of an earlier run may turn out not to do; then what compiles them is loaded, and the work is started again. */
export async function whenPrepared<T>(schemas: SchemaPort, work: () => T): Promise<T> {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof NotPrepared)) throw error;
    await schemas.load();
    return work();
  }
}
