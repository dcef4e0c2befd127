import { stringify } from 'yaml';
import type { Source } from '../../model/source.ts';
import { unreachable } from '../../model/unreachable.ts';
import { childOf, type LayoutNode } from '../layout.ts';
import { layoutOf } from '../source-index.ts';
import { lineIndent } from '../text-lines.ts';
import { indentText } from './indent-text.ts';
import type { Rewrite } from './rewrite.ts';
import { applyChanges, type TextChange } from './text-change.ts';
import { addLines, endOfLine, isFlow, nodeAt, removeLines, replaceScalar, startOfComments, startOfEntry } from './splice-yaml.ts';

type Move = Extract<Rewrite, { readonly op: 'move' }>;

/** The lines of an entry with the comments directly above. */
interface Lines {
  readonly start: number;
  readonly end: number;
  readonly keyStart: number;
  readonly keyEnd: number;
}

const indentation = '  ';

/**
 * Rewrites in YAML text that change the lines that they concern and nothing else. Undefined where that is not plain to see.
 * The caller reads the result: this only has to be right for texts as people write them.
 */
export function rewriteYamlLines(source: Source, rewrites: readonly Rewrite[]): string | undefined {
  const { root } = layoutOf(source);
  const moves = rewrites.filter((each): each is Move => each.op === 'move');
  if (moves.length > 0) return rewrites.length === moves.length ? moveAll(source, moves) : undefined;
  const changes: TextChange[] = [];
  for (const rewrite of rewrites) {
    const made = rewrite.op === 'move' ? undefined : rewriteOne(source.text, nodeAt(root, rewrite.path), rewrite);
    if (made === undefined) return undefined;
    changes.push(made);
  }
  return applyDistinct(source.text, changes);
}

/** Aliases lead to one place several times; two changes that overlap in another way are too much for this. */
function applyDistinct(text: string, changes: readonly TextChange[]): string | undefined {
  const sorted = changes.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const distinct = sorted.filter((each, i) => i === 0 || !isSame(each, sorted[i - 1] as TextChange));
  if (distinct.some((each, i) => i > 0 && each.start < (distinct[i - 1] as TextChange).end)) return undefined;
  return applyChanges(text, distinct);
}

function isSame(a: TextChange, b: TextChange): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}

function rewriteOne(text: string, node: LayoutNode | undefined, rewrite: Exclude<Rewrite, Move>): TextChange | undefined {
  if (node === undefined || node.start < 0) return undefined;
  switch (rewrite.op) {
    case 'rename': {
      const child = childOf(node, rewrite.at);
      const key = child && rekeyed(text, child.keyStart, rewrite.to);
      return child === undefined || key === undefined ? undefined : { start: child.keyStart, end: child.keyEnd, text: key };
    }
    case 'remove':
      return removeLines(
        text,
        node,
        node.children.findIndex((child) => child.key === rewrite.at),
      );
    case 'add':
      return addLines(text, node, rewrite.at, rewrite.value);
    case 'replace':
      return replaceScalar(text, node, rewrite.value);
    case 'enclose':
      return enclosed(text, node, rewrite.key);
    case 'unwrap':
      return unwrapped(text, node);
    default:
      return unreachable(rewrite);
  }
}

/** A key in the quotes of the one that is written at an offset. */
function rekeyed(text: string, start: number, key: string): string | undefined {
  const quote = text.charAt(start);
  const type = quote === "'" ? 'QUOTE_SINGLE' : quote === '"' ? 'QUOTE_DOUBLE' : 'PLAIN';
  const printed = stringify(key, { lineWidth: 0, defaultStringType: type }).trimEnd();
  return start < 0 || /[\n\r]/.test(printed) ? undefined : printed;
}

/** Words and numbers mean the same between brackets, and so does what stands in quotes. */
function enclosed(text: string, { kind, start, end }: LayoutNode, key: string | undefined): TextChange | undefined {
  const value = text.slice(start, end);
  if (kind !== 'scalar' || key !== undefined || !/^(?:[\w./+-]+|"[^"\n\r\\]*"|'[^'\n\r]*')$/.test(value)) return undefined;
  return { start, end, text: `[${value}]` };
}

function unwrapped(text: string, node: LayoutNode): TextChange | undefined {
  const [element] = node.children;
  if (element?.kind !== 'scalar' || text.charAt(node.start) !== '[' || /[\n\r#]/.test(text.slice(node.start, node.end)))
    return undefined;
  return { start: node.start, end: node.end, text: text.slice(element.start, element.end) };
}

function moveAll(source: Source, moves: readonly Move[]): string | undefined {
  const { text } = source;
  const { root } = layoutOf(source);
  const cut = moves.flatMap((move) => cutLines(text, root, move) ?? []);
  if (cut.length < moves.length) return undefined;
  const removals = cut.map(({ outer: { start, end } }): TextChange => ({ start, end, text: '' }));
  const rest = applyDistinct(text, removals);
  const pieces = cut.map(({ piece }) => piece);
  return rest === undefined ? undefined : putAll({ ...source, text: rest }, moves, pieces);
}

function cutLines(text: string, root: LayoutNode | undefined, { path, at, emptied, keys }: Move) {
  const inner = linesOf(text, nodeAt(root, path), at, emptied > 0);
  const [outerPath, key] = emptied === 0 ? [path, at] : [path.slice(0, -emptied), path.at(-emptied) as string];
  const outer = linesOf(text, nodeAt(root, outerPath), key, false);
  if (inner === undefined || outer === undefined) return undefined;
  const renamed = rekeyed(text, inner.keyStart, keys.at(-1) as string);
  if (renamed === undefined) return undefined;
  const around = commentLines(text.slice(outer.start, inner.start)) + commentLines(text.slice(inner.end, outer.end));
  const piece = around + text.slice(inner.start, inner.keyStart) + renamed + text.slice(inner.keyEnd, inner.end);
  return { outer, piece };
}

/** The comments of lines that go, each on a line of its own. */
function commentLines(text: string): string {
  const found = text.matchAll(/^([ \t]*)(?:#|[^\n]*:[ \t]+#)([^\n"']*)$/gm);
  return Array.from(found, ([, indent = '', comment = '']) => `${indent}#${comment.replace(/\r$/, '')}\n`).join('');
}

/** @param only the entry may be the only one: what is around it goes as well */
function linesOf(text: string, parent: LayoutNode | undefined, key: string, only: boolean): Lines | undefined {
  const child = parent && childOf(parent, key);
  if (parent === undefined || child === undefined || isFlow(text, parent) || (parent.children.length < 2 && !only))
    return undefined;
  const line = startOfEntry(text, child);
  if (line === undefined) return undefined;
  const start = startOfComments(text, line);
  const { keyStart, keyEnd } = child;
  return { start, end: endOfLine(text, Math.max(child.end - 1, keyEnd)), keyStart, keyEnd };
}

function putAll(source: Source, moves: readonly Move[], pieces: readonly string[]): string | undefined {
  const { root } = layoutOf(source);
  const { text } = source;
  const newline = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const changes: TextChange[] = [];
  for (const [i, { to, keys }] of moves.entries()) {
    const target = nodeAt(root, to);
    const last = target?.children.at(-1);
    if (target === undefined || last === undefined || isFlow(text, target)) return undefined;
    const start = startOfEntry(text, last);
    if (start === undefined) return undefined;
    const at = endOfLine(text, Math.max(last.end - 1, last.keyEnd));
    const lead = at > 0 && !/[\n\r]/.test(text.charAt(at - 1)) ? newline : '';
    changes.push({
      start: at,
      end: at,
      text: lead + nested(pieces[i] as string, keys.slice(0, -1), lineIndent(text, start)).replaceAll(/\r\n?|\n/g, newline),
    });
  }
  return applyChanges(text, changes);
}

function nested(piece: string, keys: readonly string[], indent: string): string {
  const lines = piece.endsWith('\n') ? piece : `${piece}\n`;
  const heads = keys.map((key, i) => `${indent}${indentation.repeat(i)}${stringify(key, { lineWidth: 0 }).trimEnd()}:\n`);
  const from = /^[ \t]*/.exec(lines)?.[0] ?? '';
  const moved = indentText(`\n${lines}`, from, indent + indentation.repeat(keys.length)).slice(1);
  return heads.join('') + moved;
}
