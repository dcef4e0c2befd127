import type { Source } from '../model/source.ts';
import type { Layout } from './layout.ts';
import { deepestNesting, defaultDocumentLimits } from './limits.ts';
import { lineStarts } from './line-starts.ts';
import { recordText } from './record-text.ts';

interface SourceIndex {
  lines?: Uint32Array;
  layout?: Layout;
}

/**
 * A layout takes many times the memory of its text, and a run may report on thousands of files, so only the texts asked
 * for last are kept indexed, so many code units of them altogether.
 */
const KEPT = 4 * 1024 * 1024;
const indexes = new Map<Source, SourceIndex>();
let kept = 0;

export function linesOf(source: Source): Uint32Array {
  const index = indexOf(source);
  index.lines ??= lineStarts(source.text);
  return index.lines;
}

/** Where everything of a text stands. */
export function layoutOf(source: Source): Layout {
  const index = indexOf(source);
  index.layout ??= recordText(source, { ...defaultDocumentLimits, depth: deepestNesting }).layout;
  return index.layout;
}

function indexOf(source: Source): SourceIndex {
  const found = indexes.get(source);
  if (found !== undefined) return found;
  for (const old of indexes.keys()) {
    if (kept + source.text.length <= KEPT) break;
    indexes.delete(old);
    kept -= old.text.length;
  }
  const index: SourceIndex = {};
  indexes.set(source, index);
  kept += source.text.length;
  return index;
}
