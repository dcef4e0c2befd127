import type { Source } from '../../model/source.ts';
import { unreachable } from '../../model/unreachable.ts';
import { childOf, type LayoutNode } from '../layout.ts';
import { layoutOf } from '../source-index.ts';
import { isBreak, lineIndent, skipBlanks, startsLine } from '../text-lines.ts';
import { commentsBetween, entryStart, type LaidOutText } from './entry-extent.ts';
import { indentText } from './indent-text.ts';
import { insertEntry, type NewEntry } from './insert-entry.ts';
import { cutEntry, printMoved, rekey, type MovedEntry } from './moved-entry.ts';
import { printKey, printValue } from './print-value.ts';
import { removeEntry } from './remove-entry.ts';
import type { Rewrite } from './rewrite.ts';
import { applyChanges, type TextChange } from './text-change.ts';
import { textStyle, type TextStyle } from './text-style.ts';

/** A text that is being rewritten: its layout is the one before the list of rewrites. */
interface Page extends LaidOutText {
  readonly root: LayoutNode;
  readonly style: TextStyle;
}

type Move = Extract<Rewrite, { readonly op: 'move' }>;

/** Rewrites in JSON5 or JSON text. Undefined where a path leads nowhere. What is moved is taken away first and put in then. */
export function rewriteJson5(source: Source, rewrites: readonly Rewrite[]): string | undefined {
  const page = pageOf(source);
  if (page === undefined) return undefined;
  const changes: TextChange[] = [];
  const cut: (readonly [Move, MovedEntry])[] = [];
  for (const rewrite of rewrites) {
    if (rewrite.op === 'move') {
      const entry = cutMoved(page, rewrite);
      if (entry === undefined) return undefined;
      cut.push([rewrite, entry]);
    }
    const made = changesOf(page, rewrite);
    if (made === undefined) return undefined;
    changes.push(...made);
  }
  const text = applyChanges(page.text, changes);
  return cut.length === 0 ? text : putMoved({ ...source, text }, cut);
}

function pageOf(source: Source): Page | undefined {
  const layout = layoutOf(source);
  const { root } = layout;
  return root && { text: source.text, layout, root, style: textStyle(source.text, layout, source.format) };
}

function nodeAt({ root }: Page, path: readonly string[]): LayoutNode | undefined {
  return path.reduce<LayoutNode | undefined>((node, token) => node && childOf(node, token), root);
}

function indexIn(parent: LayoutNode | undefined, key: string): number {
  return parent === undefined ? -1 : parent.children.findLastIndex((child) => child.key === key);
}

function changesOf(page: Page, rewrite: Rewrite): readonly TextChange[] | undefined {
  const { text, style } = page;
  const node = nodeAt(page, rewrite.path);
  if (node === undefined) return undefined;
  switch (rewrite.op) {
    case 'rename': {
      const child = childOf(node, rewrite.at);
      if (child === undefined) return undefined;
      const { keyStart: start, keyEnd: end } = child;
      return [{ start, end, text: rekey(text.slice(start, end), rewrite.to, style) }];
    }
    case 'remove':
      return removal(page, node, rewrite.at);
    case 'move': {
      const outer = outerOf(page, rewrite);
      return removal(page, outer.parent, outer.key);
    }
    case 'add':
      return insertion(page, rewrite.path, { key: rewrite.at, value: rewrite.value });
    case 'replace': {
      const indent = isOneLine(page, rewrite.path) ? undefined : lineIndent(text, entryStart(node));
      return [{ start: node.start, end: node.end, text: printValue(rewrite.value, style, indent) }];
    }
    case 'enclose':
      return enclosure(node, rewrite.key, style);
    case 'unwrap':
      return unwrapping(page, node);
    default:
      return unreachable(rewrite);
  }
}

function removal(page: Page, parent: LayoutNode | undefined, key: string): readonly TextChange[] | undefined {
  const i = indexIn(parent, key);
  return parent === undefined || i < 0 ? undefined : removeEntry(page, parent, i);
}

function insertion(page: Page, path: readonly string[], entry: NewEntry): readonly TextChange[] | undefined {
  const parent = nodeAt(page, path);
  if (parent === undefined) return undefined;
  return insertEntry(page, parent, parent.children.length, entry, page.style, isOneLine(page, path));
}

/** Whether something around a value stands on one line. */
function isOneLine(page: Page, path: readonly string[]): boolean {
  return path.some((_, i) => {
    const outer = nodeAt(page, path.slice(0, i));
    return outer !== undefined && !/[\n\r]/.test(page.text.slice(outer.start, outer.end));
  });
}

function enclosure({ start, end }: LayoutNode, key: string | undefined, style: TextStyle): readonly TextChange[] {
  const { padding } = style;
  const [open, close] = key === undefined ? ['[', ']'] : [`{${padding}${printKey(key, style)}: `, `${padding}}`];
  return [
    { start, end: start, text: open },
    { start: end, end, text: close },
  ];
}

/** The brackets go, and what is said in them about the element stays with it. */
function unwrapping(page: Page, array: LayoutNode): readonly TextChange[] | undefined {
  const { text, style } = page;
  const [element] = array.children;
  if (element === undefined) return undefined;
  const others = array.children.slice(1);
  const lead = commentsBetween(page, array.start, element.start).map(({ start, end }) => text.slice(start, end));
  const tail = commentsBetween(page, element.end, array.end).map(({ start, end }) => text.slice(start, end));
  const indent = lineIndent(text, entryStart(array));
  const written = text.slice(element.start, element.end);
  const value = startsLine(text, element.start) ? indentText(written, lineIndent(text, element.start), indent) : written;
  const line = style.newline + indent;
  const kept = others.length > 0 ? tail.filter((comment) => !comment.startsWith('//')) : tail;
  const before = lead.map((comment) => (comment.startsWith('/*') ? `${comment} ` : `${comment}${line}`)).join('');
  return [{ start: array.start, end: array.end, text: before + value }, ...tailChanges(page, array, kept, line)];
}

/** Comments that stood behind an element stand behind the comma now, where nothing else follows it on its line. */
function tailChanges({ text }: Page, { end, comma }: LayoutNode, tail: readonly string[], line: string): readonly TextChange[] {
  if (tail.length === 0) return [];
  const at = comma >= 0 ? comma + 1 : end;
  const isOpen = tail.at(-1)?.startsWith('//') === true;
  const next = skipBlanks(text, at);
  const closed = isOpen && next < text.length && !isBreak(text, next) ? line : '';
  const written = tail.map((comment, i) =>
    i < tail.length - 1 && comment.startsWith('//') ? ` ${comment}${line}` : ` ${comment}`,
  );
  return [{ start: at, end: at, text: written.join('') + closed }];
}

function outerOf(page: Page, { path, at, emptied }: Move): { readonly parent: LayoutNode | undefined; readonly key: string } {
  if (emptied === 0) return { parent: nodeAt(page, path), key: at };
  return { parent: nodeAt(page, path.slice(0, -emptied)), key: path.at(-emptied) as string };
}

function cutMoved(page: Page, move: Move): MovedEntry | undefined {
  const parent = nodeAt(page, move.path);
  const i = indexIn(parent, move.at);
  const outer = outerOf(page, move);
  const o = indexIn(outer.parent, outer.key);
  if (parent === undefined || outer.parent === undefined || i < 0 || o < 0) return undefined;
  return cutEntry(page, parent, i, { parent: outer.parent, i: o });
}

function putMoved(source: Source, moved: readonly (readonly [Move, MovedEntry])[]): string | undefined {
  const page = pageOf(source);
  if (page === undefined) return undefined;
  const changes: TextChange[] = [];
  for (const [{ to, keys }, entry] of moved) {
    const { tail, tailIsOpen } = entry;
    const made = keys.length > 1;
    const written = {
      print: (style: TextStyle, indent: string | undefined) => printNested(entry, keys, style, indent),
      tail: made ? '' : tail,
      tailIsOpen: !made && tailIsOpen,
    };
    const put = insertion(page, to, written);
    if (put === undefined) return undefined;
    changes.push(...put);
  }
  return applyChanges(page.text, changes);
}

/** The member in objects that are made for it. */
function printNested(entry: MovedEntry, keys: readonly string[], style: TextStyle, indent: string | undefined): string {
  const [key = '', ...inner] = keys;
  if (inner.length === 0) return printMoved(entry, key, style, indent);
  const innermost = inner.length === 1;
  const isOpen = innermost && entry.tailIsOpen;
  const written = printNested(entry, inner, style, indent === undefined ? undefined : indent + style.indent);
  const tail = innermost ? entry.tail : '';
  if (indent === undefined) {
    const end = isOpen ? style.newline : style.padding;
    return `${printKey(key, style)}: {${style.padding}${written}${tail}${end}}`;
  }
  const line = style.newline + indent;
  return `${printKey(key, style)}: {${line}${style.indent}${written}${style.trailingComma ? ',' : ''}${tail}${line}}`;
}
