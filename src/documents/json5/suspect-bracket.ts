import type { LayoutNode } from '../layout.ts';
import { lineIndent, startsLine } from '../text-lines.ts';

/**
 * At the end of the text a bracket is missing, and the container that is still open is the outermost one, whichever
 * bracket was forgotten. Indentation knows better: the first container whose closing bracket stands further left than the
 * line on which it was opened has most likely taken the bracket of another.
 */
export function suspectBracket(text: string, root: LayoutNode | undefined): LayoutNode | undefined {
  let suspect: LayoutNode | undefined;
  const open = root === undefined ? [] : [...root.children];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'scalar') continue;
    if ((suspect === undefined || node.end < suspect.end) && closesTooFarLeft(text, node)) suspect = node;
    for (const child of node.children) open.push(child);
  }
  return suspect;
}

function closesTooFarLeft(text: string, { start, end }: LayoutNode): boolean {
  const closer = end - 1;
  const code = text.charCodeAt(closer);
  if ((code !== 93 && code !== 125) || !startsLine(text, closer)) return false;
  return lineIndent(text, closer).length < lineIndent(text, start).length;
}
