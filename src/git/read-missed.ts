import { BlobContents } from './blob-contents.ts';
import { explainFailure } from './explain-failure.ts';
import type { GitFailure } from './git-failure.ts';
import { isGitFailure } from './git-failure.ts';
import { missingObject } from './missing-object.ts';
import type { BlobLimits } from './object-reader.ts';
import { runGit } from './run-git.ts';

/**
 * Contents that nobody foresaw, read while a stage waits. It starts a process each time; the many are read before a stage
 * begins (`ObjectReader.readBlobs`).
 */
export function readMissed(repository: string, oids: readonly string[], { fileBytes }: BlobLimits): BlobContents | GitFailure {
  const checked = runGit(repository, ['cat-file', '--batch-check'], { input: lines(oids) });
  if (checked.stdout === undefined) return explainFailure(checked.reason);
  const sized = checked.stdout
    .toString('latin1')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' '));
  const gone = sized.find(([, type]) => type !== 'blob');
  if (gone !== undefined) return missingObject(gone[0] ?? '', repository);
  const batch = BlobContents.of(
    sized.map(([oid = '', , size]) => ({ oid, size: Number(size) })),
    fileBytes,
  );
  if (isGitFailure(batch)) return batch;
  for (const portion of batch.portions()) {
    const limit = portion.reduce((sum, oid) => sum + (batch.sizeOf(oid) ?? 0) + 128, 0);
    const { stdout, reason } = runGit(repository, ['cat-file', '--batch'], { input: lines(portion), limit });
    if (stdout === undefined) return explainFailure(reason);
    let at = 0;
    for (const oid of portion) {
      const start = stdout.indexOf(10, at) + 1;
      at = start + (batch.sizeOf(oid) ?? 0);
      if (!batch.put(oid, stdout.subarray(start, at))) return missingObject(oid, repository);
      at += 1;
    }
  }
  return batch;
}

function lines(oids: readonly string[]): string {
  return `${oids.join('\n')}\n`;
}
