import type { JsonValue } from '../../model/json.ts';
import type { LayoutNode } from '../layout.ts';
import { isBreak, lineIndent, skipBlanks, startsLine } from '../text-lines.ts';
import { commentsBetween, endsInLineComment, headOf, tailOf, type LaidOutText } from './entry-extent.ts';
import { printMember, printValue } from './print-value.ts';
import type { TextChange } from './text-change.ts';
import type { TextStyle } from './text-style.ts';

/** A member, or an element, which has no key. */
export type NewEntry = { readonly key: string | undefined; readonly value: JsonValue } | WrittenEntry;

/** An entry that has its text already. */
export interface WrittenEntry {
  /** @param indent undefined to keep all on one line */
  readonly print: (style: TextStyle, indent: string | undefined) => string;
  /** Comments that follow its comma. */
  readonly tail: string;
  /** They go on to the end of the line. */
  readonly tailIsOpen: boolean;
}

/**
 * Adds an entry before the one that is at `index` now, after the last where there is none.
 *
 * @param oneLine what surrounds the container stands on one line
 */
export function insertEntry(
  laidOut: LaidOutText,
  parent: LayoutNode,
  index: number,
  entry: NewEntry,
  style: TextStyle,
  oneLine: boolean,
): readonly TextChange[] {
  if (parent.children.length === 0) return [intoEmpty(laidOut, parent, entry, style, oneLine)];
  return index < parent.children.length ? [before(laidOut, parent, index, entry, style)] : append(laidOut, parent, entry, style);
}

function before(laidOut: LaidOutText, parent: LayoutNode, index: number, entry: NewEntry, style: TextStyle): TextChange {
  const { text } = laidOut;
  const start = headOf(laidOut, parent, index);
  const ownLine = startsLine(text, start);
  const indent = lineIndent(text, start);
  const separator = ownLine ? style.newline + indent : ' ';
  return { start, end: start, text: `${print(entry, style, ownLine ? indent : undefined)},${separator}` };
}

/** The comma that the last entry lacks goes right behind it, before its comments. */
function append(laidOut: LaidOutText, parent: LayoutNode, entry: NewEntry, style: TextStyle): readonly TextChange[] {
  const { text } = laidOut;
  const i = parent.children.length - 1;
  const last = parent.children[i] as LayoutNode;
  const first = headOf(laidOut, parent, i);
  const start = tailOf(laidOut, parent, i);
  const lined = startsLine(text, first);
  const ownLine = lined || endsInLineComment(laidOut, start);
  const indent = lined ? lineIndent(text, first) : lineIndent(text, parent.start) + style.indent;
  const separator = ownLine ? style.newline + indent : ' ';
  const added = separator + print(entry, style, ownLine ? indent : undefined);
  const after = 'tail' in entry ? entry.tail + lineEnd(laidOut, start, entry, style) : '';
  if (last.comma >= 0) return [{ start, end: start, text: `${added},${after}` }];
  return [
    { start: last.end, end: last.end, text: ',' },
    { start, end: start, text: added + after },
  ];
}

/** Comments in an empty container stay before the new entry. */
function intoEmpty(laidOut: LaidOutText, parent: LayoutNode, entry: NewEntry, style: TextStyle, oneLine: boolean): TextChange {
  const end = parent.end - 1;
  const tail = 'tail' in entry ? entry.tail : '';
  const open = 'tail' in entry && (entry.tailIsOpen || entry.print(style, undefined).includes('\n'));
  const start = commentsBetween(laidOut, parent.start, end).at(-1)?.end ?? parent.start + 1;
  if (oneLine && !open && !endsInLineComment(laidOut, start)) {
    const padding = parent.kind === 'object' ? style.padding : '';
    return { start, end, text: (start === parent.start + 1 ? padding : ' ') + print(entry, style, undefined) + tail + padding };
  }
  const line = style.newline + lineIndent(laidOut.text, parent.start);
  const printed = print(entry, style, lineIndent(laidOut.text, parent.start) + style.indent);
  return { start, end, text: line + style.indent + printed + (style.trailingComma ? ',' : '') + tail + line };
}

/** A comment that goes on to the end of its line needs one, unless it is there. */
function lineEnd({ text }: LaidOutText, at: number, { tailIsOpen }: WrittenEntry, style: TextStyle): string {
  const next = skipBlanks(text, at);
  return tailIsOpen && !isBreak(text, next) ? style.newline + lineIndent(text, at) : '';
}

function print(entry: NewEntry, style: TextStyle, indent: string | undefined): string {
  if ('print' in entry) return entry.print(style, indent);
  const { key, value } = entry;
  return key === undefined ? printValue(value, style, indent) : printMember(key, value, style, indent);
}
