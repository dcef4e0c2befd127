import { cpus } from 'node:os';
import { measureMethod } from './measure.mjs';
import { median } from './median.mjs';
import { judgeTargets } from './targets.mjs';

/** @import { Figures, Comparison } from './measure-size.mjs' @import { Cost } from './measure.mjs' @import { Scenario } from './scenarios.mjs' */

/** Markdown to be pasted into bench/README.md. @param {ReadonlyMap<string, Figures>} all by size @param {number} rounds */
export function report(all, rounds) {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}, Node ${process.versions.node}`;
  const head = `${machine}; medians of ${rounds} interleaved runs; ${measureMethod}.`;
  return [head, ...[...all.values()].map(sizeSection), targetSection(all)].join('\n\n');
}

/** @param {Figures} figures */
function sizeSection(figures) {
  const { size, instances, bytes } = figures.bench;
  const title = `### ${size}: ${instances} apps, ${(bytes / 1e6).toFixed(1)} MB of documents and schemas`;
  const header = '| | wall | CPU | peak | wall per app | × bare node | snapshots written |\n|---|---|---|---|---|---|---|';
  const rows = figures.scenarios.map((scenario) => row(figures, scenario));
  return [title, `${header}\n${rows.join('\n')}`, figures.comparisons.map(sentence).join('\n')].join('\n\n');
}

/** @param {Figures} figures @param {Scenario} scenario */
function row({ bench, costs, writes }, { name, label, perApp }) {
  const ms = middle(costs.get(name), 'wallMs');
  const cells = [
    label,
    `${ms.toFixed(0)} ms`,
    `${middle(costs.get(name), 'cpuMs').toFixed(0)} ms`,
    `${middle(costs.get(name), 'peakMiB').toFixed(0)} MiB`,
    perApp ? `${((ms * 1000) / bench.instances).toFixed(0)} µs` : '',
    (ms / middle(costs.get('bare'), 'wallMs')).toFixed(2),
    writes.get(name)?.written ?? '',
  ];
  return `| ${cells.join(' | ')} |`;
}

/** @param {Cost[]} costs @param {'wallMs' | 'cpuMs' | 'peakMiB'} key */
function middle(costs, key) {
  return median(costs.map((cost) => cost[key]));
}

/** @param {Comparison} comparison */
function sentence({ left, right, compared, differences }) {
  if (differences.length === 0) return `- Equal: ${left} and ${right}, data and digests of ${compared} apps.`;
  return `- **Not equal**: ${left} and ${right}: ${differences.join('; ')}.`;
}

function targetSection(all) {
  const rows = judgeTargets(all).map(({ what, limit, value, verdict }) => `| ${what} | ${limit} | ${value} | ${verdict} |`);
  return `### Targets\n\n| | at most | measured | |\n|---|---|---|---|\n${rows.join('\n')}`;
}
