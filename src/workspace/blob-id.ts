import { hash } from 'node:crypto';

/** The id git gives to a file of this content (`git hash-object`), in repositories of the SHA-1 format. */
export function blobId(bytes: Uint8Array): string {
  const head = `blob ${bytes.byteLength}\0`;
  const whole = new Uint8Array(head.length + bytes.byteLength);
  for (let i = 0; i < head.length; i++) whole[i] = head.charCodeAt(i);
  whole.set(bytes, head.length);
  return hash('sha1', whole, 'hex');
}
