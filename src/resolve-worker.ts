import { parentPort, workerData } from 'node:worker_threads';
import { doResolveJob, type ResolveJob } from './pipeline/resolve-job.ts';

// The other thread of a large resolve run; started by cli.ts.
parentPort?.postMessage(await doResolveJob(workerData as ResolveJob));
