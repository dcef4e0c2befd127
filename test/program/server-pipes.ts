import { join } from 'node:path';

export interface ServerPipes {
  readonly requests: string;
  readonly answers: string;
}

/** @param worker the number of a worker of the tests, from 1 */
export function serverPipes(folder: string, worker: string): ServerPipes {
  return { requests: join(folder, `${worker}.requests`), answers: join(folder, `${worker}.answers`) };
}
