import { parsePointer, escapeToken } from '../model/pointer.ts';
import type { JsonValue } from '../model/json.ts';

/** A path of a comparison as one of the data; undefined where it leads to names that a step cannot tell from others. */
export function dataPath(path: string, schemaPointer: string): readonly (string | null)[] | undefined {
  const tokens: (string | null)[] = [];
  const properties = propertiesIn(schemaPointer);
  for (const segment of path === '' ? [] : path.split('/')) {
    const index = /^Item\[(\d+)\]$/.exec(segment)?.[1];
    if (segment === 'Item' && !properties.has('Item')) tokens.push(null);
    else if (index !== undefined) tokens.push(index);
    else if (/^(?:\*|<.*>|\(.*\))$/s.test(segment) && !properties.has(segment)) return undefined;
    else tokens.push(parsePointer(`/${segment}`)?.[0] ?? segment);
  }
  return tokens;
}

/** Names that a schema declares on the way, for the few that look like something else. */
function propertiesIn(schemaPointer: string): ReadonlySet<string> {
  const tokens = parsePointer(schemaPointer) ?? [];
  return new Set(tokens.filter((_, i) => tokens[i - 1] === 'properties'));
}

/** A step as text, in as many `map` as its path has. `fields` are those beside the path. */
export function stepText(name: string, path: readonly (string | null)[], fields: string): string {
  const cut = path.indexOf(null);
  const before = quoted(pointerOf(cut < 0 ? path : path.slice(0, cut)));
  if (cut < 0) return `{ ${name}: ${before}${fields === '' ? '' : `, ${fields}`} }`;
  return `{ map: ${before}, steps: [${stepText(name, path.slice(cut + 1), fields)}] }`;
}

export function pointerOf(path: readonly (string | null)[]): string {
  return path.map((token) => `/${escapeToken(token ?? '')}`).join('');
}

/** A value on one line, whatever is in it: two characters end a comment that JSON leaves as they are. */
export function quoted(value: JsonValue): string {
  return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
