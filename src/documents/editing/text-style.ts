import type { SourceFormat } from '../../model/source.ts';
import type { Layout, LayoutNode } from '../layout.ts';
import { lineIndent } from '../text-lines.ts';

/** How a JSON5 text is written, so that what is added to it looks the same. */
export interface TextStyle {
  readonly newline: string;
  readonly indent: string;
  readonly quote: '"' | "'";
  /** Keys that are identifiers stand without quotes. */
  readonly bareKeys: boolean;
  /** A comma after the last entry of a container of several lines. */
  readonly trailingComma: boolean;
  /** Blanks inside the braces of an object on one line. */
  readonly padding: string;
}

/** What most places of the text do; where there are none, what JSON5 is commonly written like. */
export function textStyle(text: string, { root }: Layout, format: SourceFormat): TextStyle {
  const votes = { single: 0, bare: 0, trailing: 0, padded: 0 };
  let indent: string | undefined;
  for (const node of nodesOf(root)) {
    votes.single += quoteVote(text, node.start) + quoteVote(text, node.keyStart);
    if (node.keyStart >= 0) votes.bare += '"\''.includes(text.charAt(node.keyStart)) ? -1 : 1;
    const last = node.children.at(-1);
    if (last === undefined) continue;
    if (text.slice(node.start, node.end).includes('\n')) {
      votes.trailing += last.comma < 0 ? -1 : 1;
      indent ??= indentStep(text, node);
    } else if (node.kind === 'object') votes.padded += text.charAt(node.start + 1) === ' ' ? 1 : -1;
  }
  const json = format === 'json';
  return {
    newline: /\r\n|\n|\r/.exec(text)?.[0] ?? '\n',
    indent: indent ?? '  ',
    quote: !json && votes.single > 0 ? "'" : '"',
    bareKeys: !json && votes.bare >= 0,
    trailingComma: !json && votes.trailing >= 0,
    padding: votes.padded >= 0 ? ' ' : '',
  };
}

function* nodesOf(root: LayoutNode | undefined): Generator<LayoutNode> {
  const open = root === undefined ? [] : [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    for (let i = node.children.length - 1; i >= 0; i--) open.push(node.children[i] as LayoutNode);
  }
}

function quoteVote(text: string, at: number): number {
  const character = text.charAt(at);
  return character === "'" ? 1 : character === '"' ? -1 : 0;
}

/** By how much the entries of a container are indented more than the line that it starts on. */
function indentStep(text: string, node: LayoutNode): string | undefined {
  const first = node.children[0] as LayoutNode;
  const outer = lineIndent(text, node.start);
  const inner = lineIndent(text, first.keyStart >= 0 ? first.keyStart : first.start);
  return inner.length > outer.length && inner.startsWith(outer) ? inner.slice(outer.length) : undefined;
}
