import type { JsonValue } from '../../model/json.ts';
import type { LayoutNode } from '../layout.ts';
import { lineIndent, startsLine } from '../text-lines.ts';
import { commentsBetween, endsInLineComment, headOf, tailOf, type LaidOutText } from './entry-extent.ts';
import { printMember, printValue } from './print-value.ts';
import type { TextChange } from './text-change.ts';
import type { TextStyle } from './text-style.ts';

/** A member, or an element, which has no key. */
export interface NewEntry {
  readonly key: string | undefined;
  readonly value: JsonValue;
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
  if (last.comma >= 0) return [{ start, end: start, text: `${added},` }];
  return [
    { start: last.end, end: last.end, text: ',' },
    { start, end: start, text: added },
  ];
}

/** Comments in an empty container stay before the new entry. */
function intoEmpty(laidOut: LaidOutText, parent: LayoutNode, entry: NewEntry, style: TextStyle, oneLine: boolean): TextChange {
  const end = parent.end - 1;
  const start = commentsBetween(laidOut, parent.start, end).at(-1)?.end ?? parent.start + 1;
  if (oneLine && !endsInLineComment(laidOut, start)) {
    const padding = parent.kind === 'object' ? style.padding : '';
    return { start, end, text: (start === parent.start + 1 ? padding : ' ') + print(entry, style, undefined) + padding };
  }
  const line = style.newline + lineIndent(laidOut.text, parent.start);
  const printed = print(entry, style, lineIndent(laidOut.text, parent.start) + style.indent);
  return { start, end, text: line + style.indent + printed + (style.trailingComma ? ',' : '') + line };
}

function print({ key, value }: NewEntry, style: TextStyle, indent: string | undefined): string {
  return key === undefined ? printValue(value, style, indent) : printMember(key, value, style, indent);
}
