import { relative } from 'node:path';
import { visibleText } from '../diagnostics/visible-text.ts';
import type { CommandContext, GlobalOptions } from './command-context.ts';
import { shellWord } from './shell-word.ts';

/** What can be done with the snapshots that a run has written, for people who see them for the first time. It can be typed where they are. */
export function nextLine({ cwd }: CommandContext, { directory }: GlobalOptions, folder: string, apps: readonly string[]): string {
  const [app] = apps;
  if (app === undefined) return '';
  const there = relative(cwd, directory);
  const from = there === '' ? '' : ` -C ${shellWord(there)}`;
  return `Snapshots are in ${visibleText(folder)}; try next: confman${from} explain ${visibleText(app)}\n`;
}
