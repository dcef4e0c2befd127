import { Worker } from 'node:worker_threads';
import type { StatHelper } from './stat-batch.ts';

/** In MiB: the thread holds little more than paths. */
const smallHeap = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 64 };

/** Starts the thread at once, since that takes longer than most of what it can help with. */
export function startStatHelper(script: URL): StatHelper {
  const worker = new Worker(script, { env: {}, resourceLimits: smallHeap });
  worker.unref();
  worker.on('error', () => undefined);
  return { help: (root, paths, batch) => worker.postMessage({ root, paths: paths.join('\0'), batch }) };
}
