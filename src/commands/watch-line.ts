import type { Painter } from '../diagnostics/painter.ts';
import { counted, validity } from '../diagnostics/sentence.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import type { WatchRound } from '../pipeline/watch-workspace.ts';

/** One line for one round: what was saved, which snapshots changed by it, how many apps there are, how long it took. */
export function watchLine(round: WatchRound, time: string, paint: Painter): string {
  const { changed, result, milliseconds } = round;
  const cause = changed.length === 0 ? '' : `${paint.bold(names(changed))}: `;
  const said =
    result === undefined
      ? paint.red('not resolved, the snapshots stay as they were')
      : `${outcome(result, paint)} ${paint.dim(`in ${Math.round(milliseconds)} ms`)}`;
  return `${paint.dim(time)} ${cause}${said}\n`;
}

function outcome({ written, pruned, counts }: NonNullable<WatchRound['result']>, paint: Painter): string {
  const parts = [
    written.length === 0 ? '' : `${counted(written.length, 'snapshot')} rewritten (${names(written)})`,
    pruned.length === 0 ? '' : `${counted(pruned.length, 'snapshot')} removed (${names(pruned)})`,
  ].filter((part) => part !== '');
  const apps = counts.invalid === 0 ? validity(counts) : paint.red(validity(counts));
  return `${parts.length === 0 ? 'no snapshot changed' : parts.join(', ')}; ${apps}`;
}

function names(all: readonly string[]): string {
  const shown = all.length <= 3 ? all : all.slice(0, 2);
  return `${shown.map((name) => visibleText(name, 200)).join(', ')}${all.length > shown.length ? ` and ${all.length - shown.length} more` : ''}`;
}
