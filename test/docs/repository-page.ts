import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuiltPackage } from './built-package.ts';
import { PagePlayer } from './page-player.ts';

const repository = join(import.meta.dirname, '../..');

export function pagePath(path: string): string {
  return join(repository, path);
}

export function readPageText(path: string): string {
  return readFileSync(pagePath(path), 'utf8');
}

/** Where a page is not what it has to be; `UPDATE_DOCS=1` writes it instead. */
export function pageDifferences(path: string, wanted: string): string[] {
  const text = readPageText(path);
  if (text === wanted) return [];
  if (process.env['UPDATE_DOCS'] !== '1') return [`UPDATE_DOCS=1 rewrites this page\n${firstDifference(text, wanted)}`];
  writeFileSync(pagePath(path), wanted);
  return [];
}

/** Plays a page: what it shows that does not happen. */
export function playedDifferences(path: string, built: BuiltPackage): string[] {
  const player = new PagePlayer(built);
  try {
    player.installLibrary();
    const { text, problems } = player.play(readPageText(path));
    return [...problems, ...pageDifferences(path, text)];
  } finally {
    player.remove();
  }
}

function firstDifference(shown: string, wanted: string): string {
  const [left, right] = [shown.split('\n'), wanted.split('\n')];
  const at = left.findIndex((line, i) => line !== right[i]);
  const part = (lines: readonly string[]): string => lines.slice(at, at + 20).join('\n');
  return `line ${at + 1} shows\n${part(left)}\nand has to show\n${part(right)}`;
}
