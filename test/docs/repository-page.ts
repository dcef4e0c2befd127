import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { BuiltPackage } from './built-package.ts';
import { PagePlayer } from './page-player.ts';

const repository = join(import.meta.dirname, '../..');

export function pagePath(path: string): string {
  return join(repository, path);
}

export function readPageText(path: string): string {
  return readFileSync(pagePath(path), 'utf8');
}

/** Compares a page with what it has to be; `UPDATE_DOCS=1` writes it instead. */
export function expectPage(path: string, wanted: string, problems: readonly string[] = []): void {
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(pagePath(path), wanted);
  expect(problems).toEqual([]);
  expect(readPageText(path), `${path} shows something else; UPDATE_DOCS=1 rewrites it`).toBe(wanted);
}

/** Plays a page and compares what it shows with what happens. */
export function expectTruePage(path: string, built: BuiltPackage): void {
  const player = new PagePlayer(built);
  try {
    player.installLibrary();
    const { text, problems } = player.play(readPageText(path));
    expectPage(path, text, problems);
  } finally {
    player.remove();
  }
}
