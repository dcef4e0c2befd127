const begin = '# confman: begin';
const end = '# confman: end';
const notice = '# Written by confman access codeowners; what stands between these two lines is written anew.';

/** `by-hand`: the file is somebody's, and has no block of ours. `damaged`: of the lines that mark it one is missing, or there are several. */
export type BlockState = 'missing' | 'by-hand' | 'damaged' | 'outdated' | 'current';

export interface PlacedBlock {
  readonly state: BlockState;
  /** The whole file as it should be; undefined where it cannot be told where the block is. */
  readonly text: string | undefined;
}

/**
 * A CODEOWNERS file with our lines in it. What others wrote stays as it is, before and behind the block; a file without a
 * block gets it at its end.
 *
 * @param present the file as it is; undefined where there is none
 */
export function placeBlock(present: string | undefined, lines: readonly string[]): PlacedBlock {
  if (present === undefined) return { state: 'missing', text: blockText(lines, '\n') };
  const newline = /^[^\n]*\r\n/.test(present) ? '\r\n' : '\n';
  const block = blockText(lines, newline);
  const rows = present.split('\n');
  const plain = rows.map((row) => row.trimEnd());
  const [first, last] = [plain.indexOf(begin), plain.indexOf(end)];
  if (first < 0 && last < 0) return { state: 'by-hand', text: `${withBreak(present, newline)}${block}` };
  if (first < 0 || last < first || plain.lastIndexOf(begin) !== first || plain.lastIndexOf(end) !== last)
    return { state: 'damaged', text: undefined };
  const before = rows.slice(0, first).map((row) => `${row}\n`);
  const text = before.join('') + block + rows.slice(last + 1).join('\n');
  return { state: text === present ? 'current' : 'outdated', text };
}

function blockText(lines: readonly string[], newline: string): string {
  return [begin, notice, ...lines, end, ''].join(newline);
}

function withBreak(text: string, newline: string): string {
  return text === '' || text.endsWith('\n') ? text : text + newline;
}
