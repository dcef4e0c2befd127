import { hash } from 'node:crypto';

/** What git names a content, by the hash that an object name of this length is of. */
export function objectName(bytes: Uint8Array, like: string, type: 'blob' | 'tree' | 'commit' = 'blob'): string {
  const head = `${type} ${bytes.byteLength}\0`;
  const whole = new Uint8Array(head.length + bytes.byteLength);
  for (let i = 0; i < head.length; i++) whole[i] = head.charCodeAt(i);
  whole.set(bytes, head.length);
  return hash(like.length === 64 ? 'sha256' : 'sha1', whole, 'hex');
}
