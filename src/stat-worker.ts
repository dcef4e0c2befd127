import { parentPort } from 'node:worker_threads';
import { takeChunks, type SharedBatch } from './workspace/stat-batch.ts';

/** What the helping thread gets; the paths as one text, which crosses between threads at little cost. */
export interface StatJob {
  readonly root: string;
  readonly paths: string;
  readonly batch: SharedBatch;
}

// The second thread of a run over a large workspace; started by stat-helper.ts while the program is still loading.
parentPort?.once('message', ({ root, paths, batch }: StatJob) => takeChunks(root, paths.split('\0'), batch));
