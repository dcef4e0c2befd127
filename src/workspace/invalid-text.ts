import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Source } from '../model/source.ts';

/**
 * The finding for bytes that are no UTF-8. It stands at the first that does not belong; so that there is something to see, the
 * text is shown as far as it can be read.
 *
 * @param offset in bytes
 */
export function invalidText(source: Source, bytes: Uint8Array, offset: number): Diagnostic {
  const decoder = new TextDecoder();
  const text = decoder.decode(bytes);
  const start = decoder.decode(bytes.subarray(0, offset)).length;
  const site = { source: { ...source, text }, pointer: '', at: { start, end: start + 1 } };
  return diagnostic('documents/invalid-utf8', { offset }, { site, hint: 'Save the file as UTF-8' });
}
