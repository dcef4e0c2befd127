import type { Span } from './source.ts';

/** Slashes may be escaped, and what follows them has a letter or a digit: the bare scheme is no reference. */
const separator = String.raw`:\\?/\\?/`;
const telling = '(?=[^\\s"\']*[\\p{L}\\p{N}])';

const kept = new Map<string, RegExp>();

/**
 * The parts of a text that must not be shown because they look like references to secrets, whatever the text is: the file
 * of a layer, a line of it, a sentence. Of a reference its scheme may stay. Linear in the length of the text.
 *
 * @param schemes of the settings; each is a letter, then letters, digits, + . -
 */
export function secretSpans(text: string, schemes: readonly string[]): Span[] {
  if (!text.includes(':') || schemes.length === 0) return [];
  const spans: Span[] = [];
  for (const match of text.matchAll(patternOf(schemes))) {
    const rest = match[1] ?? match[2] ?? match[3] ?? '';
    const end = match.index + match[0].length;
    spans.push({ start: end - rest.length, end });
  }
  return spans;
}

function patternOf(schemes: readonly string[]): RegExp {
  const key = schemes.join('|');
  const known = kept.get(key);
  if (known !== undefined) return known;
  const start = `(?:${schemes.map((scheme) => scheme.replaceAll(/[.+-]/g, String.raw`\$&`)).join('|')})${separator}${telling}`;
  const double = String.raw`"${start}((?:\\.|[^"\\\s])*)`;
  const single = String.raw`'${start}((?:\\.|[^'\\\s])*)`;
  const bare = String.raw`(?<![\w"'.+-])${start}(\S*)`;
  const pattern = new RegExp(`${double}|${single}|${bare}`, 'gu');
  kept.set(key, pattern);
  return pattern;
}
