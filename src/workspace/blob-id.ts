import { createHash } from 'node:crypto';

/** The id git gives to a file of this content (`git hash-object`), in repositories of the SHA-1 format. */
export function blobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex');
}
