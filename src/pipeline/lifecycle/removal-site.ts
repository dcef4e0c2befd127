import type { Removed } from '../../effective-diff/value-change.ts';
import { childId } from '../../model/document-id.ts';
import { isObject, member, type JsonValue } from '../../model/json.ts';
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
  const id = at && documents.idOf(at.site.source, at.side);
  const raw = id && documents.raw(id, 'head');
  const own = documents.raw(childId(pair.after.id, 'config'), 'head');
  if (raw === undefined || at === undefined) return own && { source: own.source, pointer: '', at: 'value' };
  const tokens = parsePointer(at.site.pointer) ?? [];
  const there = at.side === 'head' ? valueAt(raw.value, tokens) : undefined;
  if (isObject(there) && member(there, '$unset') === true) return at.site;
  return siteAt(raw, standing(raw.value, tokens));
}

function siteAt({ source }: Pick<Site, 'source'>, tokens: readonly string[]): Site {
  return { source, pointer: formatPointer(tokens), at: tokens.length === 0 ? 'value' : 'key' };
}

/** As much of a way as is still there, and not into an array: another element may stand in the place of one that went. */
function standing(value: JsonValue, tokens: readonly string[]): readonly string[] {
  let at: JsonValue | undefined = value;
  for (const [i, token] of tokens.entries()) {
    at = isObject(at) ? member(at, token) : undefined;
    if (at === undefined) return tokens.slice(0, i);
  }
  return tokens;
}
