import type { Outcome } from '../diagnostics/diagnostic.ts';
import type { Span } from '../model/source.ts';
import type { RenderOptions, SnapshotFormat } from './formats/format.ts';
import type { Snapshot } from './snapshot.ts';

/** A snapshot's file, ready to be compared with what is there and to be written. */
export interface Rendered {
  readonly bytes: Uint8Array;
  /** Where the 20 characters of `resolvedAt` lie, in bytes; undefined in a bare file. */
  readonly resolvedAt: Span | undefined;
}

/** @param format from `snapshotFormats[name].load()` */
export function renderSnapshot(
  snapshot: Snapshot,
  format: SnapshotFormat,
  options: RenderOptions,
): Outcome<Rendered | undefined> {
  const { value: bytes, diagnostics } = format.render(snapshot, options);
  if (bytes === undefined) return { value: undefined, diagnostics };
  return { value: { bytes, resolvedAt: options.bare ? undefined : instantSpan(bytes, snapshot.resolvedAt) }, diagnostics };
}

/** What stands before the instant are ids and versions, whose grammar has no colon: its text occurs first in its own place. */
function instantSpan(bytes: Uint8Array, instant: string): Span | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(instant, 0, 'latin1');
  return start < 0 ? undefined : { start, end: start + instant.length };
}
