import type { LayoutNode } from '../layout.ts';
import { lineIndent } from '../text-lines.ts';
import { commentsBetween, entryEnd, headOf, tailOf, type LaidOutText } from './entry-extent.ts';
import { indentText } from './indent-text.ts';
import { printKey } from './print-value.ts';
import type { TextStyle } from './text-style.ts';

/** A member as it is written, to be written elsewhere. */
export interface MovedEntry {
  /** Comments before the member, each on a line or before what follows it on its line. */
  readonly lead: string;
  /** What follows the key: the colon and the value. */
  readonly body: string;
  /** Comments behind the member on its line. */
  readonly tail: string;
  /** The last of them goes on to the end of its line. */
  readonly tailIsOpen: boolean;
  readonly indent: string;
  /** How its key is written now. */
  readonly key: string;
  /** Some text in it goes over a line's end, so that its lines cannot be moved. */
  readonly fixed: boolean;
}

/**
 * Cuts a member out of its text.
 *
 * @param outer the entry that is removed with it, which is the member itself where nothing is; its comments go with the member
 */
export function cutEntry(
  laidOut: LaidOutText,
  parent: LayoutNode,
  i: number,
  outer: { readonly parent: LayoutNode; readonly i: number },
): MovedEntry {
  const { text } = laidOut;
  const entry = parent.children[i] as LayoutNode;
  const head = headOf(laidOut, parent, i);
  const tail = tailOf(laidOut, parent, i);
  const indent = lineIndent(text, head);
  const whole = { start: headOf(laidOut, outer.parent, outer.i), end: tailOf(laidOut, outer.parent, outer.i) };
  const around = commentsBetween(laidOut, whole.start, whole.end).filter(({ start, end }) => end <= head || start >= tail);
  const behind = commentsBetween(laidOut, entry.end, tail).map((span) => text.slice(span.start, span.end));
  return {
    lead: around.map((span) => `${text.slice(span.start, span.end)}\n${indent}`).join('') + text.slice(head, entry.keyStart),
    body: text.slice(entry.keyEnd, entry.end),
    tail: behind.length === 0 ? '' : ` ${behind.join(' ')}`,
    tailIsOpen: behind.at(-1)?.startsWith('//') === true,
    indent,
    key: text.slice(entry.keyStart, entry.keyEnd),
    fixed: hasBrokenText(text, entry) || tail < entryEnd(entry),
  };
}

/** With another key, at another indentation. */
export function printMoved(entry: MovedEntry, key: string, style: TextStyle, indent: string | undefined): string {
  const text = entry.lead.replaceAll(/\r\n?|\n/g, style.newline) + rekey(entry.key, key, style) + entry.body;
  return indent === undefined || entry.fixed ? text : indentText(text, entry.indent, indent);
}

/** A key in the quotes of another one, or without where that has none. */
export function rekey(written: string, key: string, style: TextStyle): string {
  const quote = written.charAt(0);
  const quoted = quote === '"' || quote === "'";
  return printKey(key, { ...style, bareKeys: !quoted, quote: quoted ? quote : style.quote });
}

function hasBrokenText(text: string, node: LayoutNode): boolean {
  if (node.kind === 'scalar') return /[\n\r\u2028\u2029]/.test(text.slice(node.start, node.end));
  return node.children.some((child) => hasBrokenText(text, child));
}
