import { visibleText } from '../visible-text.ts';

/** What our sentences quote (`quote` of code-row.ts), the places of schema changes, and the names of directives and placeholders. */
const QUOTED = /"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)+)`|\$[\w-]+|\{[^{}]*\}/g;

const ZERO_WIDTH_SPACE = '\u200b';

/**
 * A sentence as inline Markdown of GitHub and GitLab. What it quotes becomes code, where nothing is interpreted; the rest
 * is escaped, and references and addresses (`@name`, `#12`, `!12`, `GH-12`, `https://`), which forges look for after
 * Markdown is done, are broken with a zero-width space. The text can start no line: put something in front of it.
 */
export function markdownText(text: string): string {
  const visible = visibleText(text);
  let markdown = '';
  let at = 0;
  for (const match of visible.matchAll(QUOTED)) {
    const between = match.index === at && at > 0 ? ' ' : escapeMarkdown(visible.slice(at, match.index));
    markdown += between + codeSpan(match[1] || match[2] || match[0]);
    at = match.index + match[0].length;
  }
  return markdown + escapeMarkdown(visible.slice(at));
}

/**
 * A fence of backticks longer than any within; a space keeps a backtick at the edge away from it. Without a content or
 * with another fence beside it, a fence would be taken for a different one.
 */
export function codeSpan(text: string): string {
  const visible = visibleText(text);
  const fence = '`'.repeat(longestRun(visible) + 1);
  const padded = visible === '' || /^[` ]|[` ]$/.test(visible) ? ` ${visible} ` : visible;
  return `${fence}${padded}${fence}`;
}

/** Lines of safe text as a block of code. */
export function codeBlock(lines: readonly string[]): string {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return [`${fence}text`, ...lines, fence].join('\n');
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), (run) => run[0].length));
}

function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|~&$]|:(?=[\w/+-])/g, '\\$&')
    .replace(/[@#!%~](?=\w)|:(?=\/\/)|\bGH(?=-\d)|\bwww(?=\.)/gi, `$&${ZERO_WIDTH_SPACE}`);
}
