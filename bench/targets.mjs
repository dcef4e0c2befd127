import { median } from './median.mjs';

/** @import { Figures } from './measure-size.mjs' */

/**
 * One promise about speed. `value` gives undefined where the run did not measure what it needs.
 *
 * @typedef {object} Target
 * @property {string} what
 * @property {number} limit
 * @property {string} unit
 * @property {(all: ReadonlyMap<string, Figures>) => number | undefined} value
 */

/** Median of the ratios of paired runs: what slows the machine down for a while slows both down. */
function ratio(figures, name, base) {
  const a = figures?.costs.get(name);
  const b = figures?.costs.get(base);
  return a && b && median(a.map((cost, i) => cost.wallMs / b[i].wallMs));
}

function of(figures, name, key) {
  const costs = figures?.costs.get(name);
  return costs && median(costs.map((cost) => cost[key]));
}

/** The exponent e for which the wall time grew as n^e. */
function growth(all, name) {
  const m = of(all.get('M'), name, 'wallMs');
  const l = of(all.get('L'), name, 'wallMs');
  return m && l && Math.log(l / m) / Math.log(instances(all, 'L') / instances(all, 'M'));
}

function memoryPerInstance(all) {
  const m = of(all.get('M'), 'cold-1', 'peakMiB');
  const l = of(all.get('L'), 'cold-1', 'peakMiB');
  return m && l && ((l - m) * 1024) / (instances(all, 'L') - instances(all, 'M'));
}

function instances(all, size) {
  return all.get(size).bench.instances;
}

/** Snapshots that were written though their content stayed. */
function writtenInVain(all) {
  const writes = all.get('L')?.writes;
  return writes?.size > 0 ? [...writes.values()].reduce((sum, { inVain }) => sum + inVain, 0) : undefined;
}

const atL = (name, base) => (all) => ratio(all.get('L'), name, base);

/** @type {readonly Target[]} */
const targets = [
  { what: 'cold, one thread / tidy script, at L', limit: 0.35, unit: '×', value: atL('cold-1', 'tidy') },
  { what: 'cold, two threads / tidy script, at L', limit: 0.28, unit: '×', value: atL('cold-2', 'tidy') },
  { what: 'nothing changed / bare node, at L', limit: 2.6, unit: '×', value: atL('unchanged', 'bare') },
  { what: 'one own layer edited / nothing changed, at L', limit: 1.5, unit: '×', value: atL('own', 'unchanged') },
  { what: 'global edited / cold with cached validators, at L', limit: 1.05, unit: '×', value: atL('global', 'cold-validators') },
  { what: 'snapshots written though unchanged, at L', limit: 0, unit: ' files', value: writtenInVain },
  { what: '`--version` / bare node', limit: 1.35, unit: '×', value: (all) => ratio(last(all), 'version', 'bare') },
  { what: '`--help` / bare node', limit: 1.45, unit: '×', value: (all) => ratio(last(all), 'help', 'bare') },
  { what: '`explain --code` / bare node', limit: 1.45, unit: '×', value: (all) => ratio(last(all), 'explain-code', 'bare') },
  { what: 'peak, cold, one thread, at L', limit: 240, unit: ' MiB', value: (all) => of(all.get('L'), 'cold-1', 'peakMiB') },
  { what: 'peak, cold, two threads, at L', limit: 240, unit: ' MiB', value: (all) => of(all.get('L'), 'cold-2', 'peakMiB') },
  { what: 'peak, nothing changed, at L', limit: 80, unit: ' MiB', value: (all) => of(all.get('L'), 'unchanged', 'peakMiB') },
  { what: 'memory per instance, cold, M to L', limit: 12, unit: ' KiB', value: memoryPerInstance },
  { what: 'growth of cold, M to L, exponent', limit: 0.75, unit: '', value: (all) => growth(all, 'cold-1') },
  { what: 'growth of nothing changed, M to L, exponent', limit: 0.35, unit: '', value: (all) => growth(all, 'unchanged') },
];

function last(all) {
  return [...all.values()].at(-1);
}

/** @param {ReadonlyMap<string, Figures>} all by size @returns {{ what: string, limit: string, value: string, verdict: string }[]} */
export function judgeTargets(all) {
  return targets.map(({ what, limit, unit, value }) => {
    const found = value(all);
    if (found === undefined) return { what, limit: `${limit}${unit}`, value: '', verdict: 'not measured' };
    const shown = unit === ' MiB' || unit === ' files' ? found.toFixed(0) : found.toFixed(2);
    return { what, limit: `${limit}${unit}`, value: `${shown}${unit}`, verdict: found <= limit ? 'met' : '**missed**' };
  });
}
