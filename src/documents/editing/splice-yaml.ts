import { stringify } from 'yaml';
import type { JsonValue } from '../../model/json.ts';
import type { Source } from '../../model/source.ts';
import { childOf, type LayoutNode } from '../layout.ts';
import { layoutOf } from '../source-index.ts';
import { lineIndent, lineStart, skipBreak, startsLine } from '../text-lines.ts';
import type { EditStep } from './edit-step.ts';
import { applyChanges, type TextChange } from './text-change.ts';

/**
 * A step made by changing the lines that it concerns and nothing else. Undefined where that is not plain to see. The
 * caller reads the result: this only has to be right for texts as people write them.
 */
export function spliceYaml(source: Source, step: EditStep): string | undefined {
  const node = nodeAt(layoutOf(source).root, step.path);
  if (node === undefined) return undefined;
  const change = changeOf(source.text, node, step);
  return change && applyChanges(source.text, [change]);
}

function changeOf(text: string, node: LayoutNode, step: EditStep): TextChange | undefined {
  if (step.op === 'replace') return replaceScalar(text, node, step.value);
  const index = typeof step.at === 'number' ? step.at : node.children.findIndex((child) => child.key === step.at);
  return step.op === 'remove' ? removeLines(text, node, index) : addLines(text, node, step.at, step.value);
}

export function nodeAt(root: LayoutNode | undefined, path: readonly string[]): LayoutNode | undefined {
  let node = root;
  for (const token of path) node = node && childOf(node, token);
  return node;
}

export function replaceScalar(text: string, node: LayoutNode, value: JsonValue): TextChange | undefined {
  const before = text.slice(node.start, node.end);
  if (node.kind !== 'scalar' || typeof value === 'object' || node.start < 0 || /[\n\r]/.test(before)) return undefined;
  const quote = before.startsWith("'") ? 'QUOTE_SINGLE' : before.startsWith('"') ? 'QUOTE_DOUBLE' : 'PLAIN';
  const printed = print(value, quote);
  if (/\n./.test(printed)) return undefined;
  const lead = node.start === node.end && /\S/.test(text.charAt(node.start - 1)) ? ' ' : '';
  return { start: node.start, end: node.end, text: lead + printed.trimEnd() };
}

function print(value: JsonValue, quote: 'PLAIN' | 'QUOTE_SINGLE' | 'QUOTE_DOUBLE'): string {
  return stringify(value, {
    lineWidth: 0,
    ...(typeof value === 'string' ? { defaultStringType: quote, defaultKeyType: 'PLAIN' } : {}),
  });
}

/** The lines of an entry of a block collection that has others, with the comments directly above. */
export function removeLines(text: string, parent: LayoutNode, index: number): TextChange | undefined {
  const child = parent.children[index];
  if (child === undefined || parent.children.length < 2 || isFlow(text, parent)) return undefined;
  const line = startOfEntry(text, child);
  if (line === undefined) return undefined;
  const start = startOfComments(text, line);
  return { start, end: endOfLine(text, Math.max(child.end - 1, child.keyEnd)), text: '' };
}

/** New lines after the last entry of a block collection. */
export function addLines(text: string, parent: LayoutNode, at: string | number, value: JsonValue): TextChange | undefined {
  const last = parent.children.at(-1);
  if (last === undefined || isFlow(text, parent)) return undefined;
  const start = startOfEntry(text, last);
  if (start === undefined || (typeof at === 'number' && at !== parent.children.length)) return undefined;
  const indent = lineIndent(text, start);
  const lines = stringify(typeof at === 'number' ? [value] : { [at]: value }, { lineWidth: 0 })
    .trimEnd()
    .split('\n');
  const end = endOfLine(text, Math.max(last.end - 1, last.keyEnd));
  const newline = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const lead = /[\n\r]/.test(text.charAt(end - 1)) ? '' : newline;
  const added = lines.map((line) => (line === '' ? '' : indent + line)).join(newline);
  return { start: end, end, text: lead + added + newline };
}

/** The start of the lines directly above a line that have a comment and nothing else. */
export function startOfComments(text: string, line: number): number {
  let start = line;
  for (;;) {
    const end = start - (text.endsWith('\r\n', start) ? 2 : 1);
    if (start === 0 || !/^[ \t]*#/.test(text.slice(lineStart(text, end), end))) return start;
    start = lineStart(text, end);
  }
}

export function isFlow(text: string, { start }: LayoutNode): boolean {
  return '[{*'.includes(text.charAt(start));
}

/** The start of the line that an entry has for itself. */
export function startOfEntry(text: string, child: LayoutNode): number | undefined {
  if (child.keyStart >= 0) return startsLine(text, child.keyStart) ? lineStart(text, child.keyStart) : undefined;
  const start = lineStart(text, child.start);
  return /^[ \t]*-[ \t]+$/.test(text.slice(start, child.start)) ? start : undefined;
}

export function endOfLine(text: string, at: number): number {
  let end = at;
  while (end < text.length && !'\n\r'.includes(text.charAt(end))) end++;
  return skipBreak(text, end);
}
