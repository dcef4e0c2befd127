import { isInstantText } from './resolved-at.ts';
import type { Rendered } from './render-snapshot.ts';

/** `resolvedAt` is what the file that stays says; null where it is bare. */
export type StoreDecision = { readonly write: false; readonly resolvedAt: string | null } | { readonly write: true };

/**
 * A snapshot is rewritten only when something other than `resolvedAt` changed. Every format writes the same content as
 * the same bytes and an instant in 20 of them, so the bytes around it decide, unparsed. A damaged, foreign or
 * reformatted file differs somewhere and is written anew.
 *
 * @param existing undefined where there is no regular file of the same size
 */
export function storeDecision(existing: Uint8Array | undefined, { bytes, resolvedAt }: Rendered): StoreDecision {
  if (existing === undefined || existing.length !== bytes.length) return { write: true };
  if (resolvedAt === undefined)
    return Buffer.compare(existing, bytes) === 0 ? { write: false, resolvedAt: null } : { write: true };
  const { start, end } = resolvedAt;
  const same =
    Buffer.compare(existing.subarray(0, start), bytes.subarray(0, start)) === 0 &&
    Buffer.compare(existing.subarray(end), bytes.subarray(end)) === 0;
  const instant = same ? Buffer.from(existing.subarray(start, end)).toString('latin1') : '';
  return isInstantText(instant) ? { write: false, resolvedAt: instant } : { write: true };
}
