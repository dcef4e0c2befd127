import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { nearestNames } from '../../model/nearest-names.ts';
import { childPointer, type Pointer } from '../../model/pointer.ts';
import type { Site } from '../../model/source.ts';
import { keywordPrefix } from '../keywords/confman-keyword.ts';
import { confmanKeyword, confmanKeywords } from '../keywords/keywords.ts';

interface Located {
  siteOf(pointer: Pointer, at?: 'key' | 'value'): Site;
}

/** A misspelt keyword would silently judge nothing, a secret would go unguarded: both are told. */
export function checkConfmanKeywords(schema: JsonObject, pointer: Pointer, document: Located): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const name of Object.keys(schema)) {
    if (!name.startsWith(keywordPrefix)) continue;
    const keyword = confmanKeyword(name);
    const place = childPointer(pointer, name);
    if (keyword === undefined) found.push(unknownKeyword(name, document.siteOf(place, 'key')));
    else if (!keyword.accepts(schema[name] as JsonValue)) {
      const { expected } = keyword;
      found.push(diagnostic('schema/keyword-value', { keyword: name, expected }, { site: document.siteOf(place) }));
    }
  }
  return found;
}

/** Up to draft-07 nothing beside `$ref` counts, which nobody expects of a secret or a default. */
export function checkBesideReference(schema: JsonObject, pointer: Pointer, document: Located): Diagnostic[] {
  const ignored = Object.keys(schema).filter((name) => name.startsWith(keywordPrefix) || name === 'default');
  return ignored.map((keyword) => {
    const site = document.siteOf(childPointer(pointer, keyword), 'key');
    const hint = `Put the reference into an "allOf" beside it: allOf: [{ $ref: .. }]`;
    return diagnostic('schema/ignored-keyword', { keyword }, { site, hint });
  });
}

function unknownKeyword(name: string, site: Site): Diagnostic {
  const names = confmanKeywords.map((keyword) => keyword.name);
  const close = nearestNames(name, names, 2);
  const near = close.length > 0 ? close : names.filter((each) => each.startsWith(name) || name.startsWith(each));
  const known = names.map((each) => `"${each}"`).join(', ');
  const hint = near[0] === undefined ? `Use one of ${known}, or a name without "${keywordPrefix}"` : `Write "${near[0]}"`;
  return diagnostic('schema/unknown-keyword', { keyword: name, near }, { site, hint });
}
