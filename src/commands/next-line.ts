import { visibleText } from '../diagnostics/visible-text.ts';

/** What can be done with the snapshots that a run has written: for people who see them for the first time. */
export function nextLine(folder: string, apps: readonly string[]): string {
  const [app] = apps;
  return app === undefined ? '' : `Snapshots are in ${visibleText(folder)}; try next: confman explain ${visibleText(app)}\n`;
}
