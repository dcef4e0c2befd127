import type { Removed } from '../../effective-diff/value-change.ts';
import { childId } from '../../model/document-id.ts';
import { formatPointer, parsePointer, valueAt } from '../../model/pointer.ts';
import type { Site } from '../../model/source.ts';
import type { DocumentPair } from '../effective/document-pair.ts';
import type { AppPair, CauseFinder } from '../effective/find-cause.ts';

/**
 * Where to look for what removed a value: the line that does; where a line was taken out what stood around it, or, with its whole
 * document gone, the app's own document.
 */
export function removalSite(change: Removed, pair: AppPair, causes: CauseFinder, documents: DocumentPair): Site | undefined {
  const at = causes.causeOf(change, pair, undefined).at;
  if (at?.side === 'head') return at.site;
  const id = at && documents.idOf(at.site.source, 'base');
  const raw = id && documents.raw(id, 'head');
  const own = documents.raw(childId(pair.after.id, 'config'), 'head');
  if (raw === undefined || at === undefined) return own && { source: own.source, pointer: '', at: 'value' };
  let tokens = parsePointer(at.site.pointer) ?? [];
  while (tokens.length > 0 && valueAt(raw.value, tokens) === undefined) tokens = tokens.slice(0, -1);
  return { source: raw.source, pointer: formatPointer(tokens), at: tokens.length === 0 ? 'value' : 'key' };
}
