import type { Position, Range, Site } from '../model/source.ts';

/** Line and column of a site, computed only when it is printed. A pointer that does not exist gives its nearest ancestor. */
export function locate(site: Site): Range {
  const span = typeof site.at === 'object' ? site.at : { start: 0, end: 0 };
  return { start: position(site.source.text, span.start), end: position(site.source.text, span.end) };
}

function position(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { offset, line: before.split('\n').length, column: offset - lineStart + 1 };
}
