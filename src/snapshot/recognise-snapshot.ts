import type { SnapshotFormatName } from './formats.ts';
import { yamlString } from './formats/yaml-scalar.ts';
import { snapshotId } from './snapshot.ts';

/** As many bytes of a file as `recogniseSnapshot` looks at, for the longest id. */
export const HEAD_BYTES = 8192;

/**
 * Whether a file is a snapshot of exactly this app that confman wrote: it starts as the format's writer starts one.
 * Bare files have no `_id` and are never recognised. Decides about removal, so a doubt means no.
 *
 * @param head the first bytes of the file, `HEAD_BYTES` or all of them
 * @param size of the whole file
 */
export function recogniseSnapshot(head: Uint8Array, size: number, app: string, format: SnapshotFormatName): boolean {
  const start = headOf(app, size, format);
  return head.length >= start.length && Buffer.compare(head.subarray(0, start.length), start) === 0;
}

function headOf(app: string, size: number, format: SnapshotFormatName): Uint8Array {
  const id = snapshotId(app);
  if (format === 'json') return Buffer.from(`{\n  "_id": ${JSON.stringify(id)},\n  "schemaRef": `);
  if (format === 'yaml') return Buffer.from(`_id: ${yamlString(id)}\nschemaRef: `);
  const head = Buffer.from(`LLLL\u0002_id\0SSSS${id}\0`, 'latin1');
  head.writeInt32LE(size, 0);
  head.writeInt32LE(id.length + 1, 9);
  return head;
}
