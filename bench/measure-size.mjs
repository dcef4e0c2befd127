import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { compareResults } from './compare-results.mjs';
import { measure } from './measure.mjs';
import { scenariosFor } from './scenarios.mjs';
import { stateOfFiles, writtenFiles } from './written-files.mjs';

/** @import { Bench, Scenario } from './scenarios.mjs' @import { Cost } from './measure.mjs' */

/** @typedef {{ left: string, right: string, compared: number, differences: string[] }} Comparison */

/**
 * Everything measured at one size.
 *
 * @typedef {object} Figures
 * @property {Bench} bench
 * @property {readonly Scenario[]} scenarios
 * @property {Map<string, Cost[]>} costs by scenario, one for each round
 * @property {Map<string, { written: number, inVain: number }>} writes of the last round, by scenario
 * @property {readonly Comparison[]} comparisons
 */

/**
 * Runs all scenarios in turn, then all of them again: whatever disturbs the machine for a while disturbs each of them.
 *
 * @param {Bench} bench
 * @param {number} rounds
 * @param {(label: string, round: number) => void} progress
 * @returns {Figures}
 */
export function measureSize(bench, rounds, progress) {
  const scenarios = scenariosFor(bench);
  const costs = new Map(scenarios.map(({ name }) => [name, []]));
  const writes = new Map();
  // Round 0 fills the page cache and whatever the programs keep between runs. It is not counted.
  for (let round = 0; round <= rounds; round++) {
    for (const scenario of scenarios) {
      progress(scenario.label, round);
      const { cost, written } = runOnce(bench, scenario, round === rounds);
      if (round > 0) costs.get(scenario.name).push(cost);
      if (written !== undefined) writes.set(scenario.name, written);
    }
  }
  return { bench, scenarios, costs, writes, comparisons: compareAll(bench) };
}

/** @param {Bench} bench @param {Scenario} scenario @param {boolean} countWrites */
function runOnce(bench, scenario, countWrites) {
  const state = () => stateOfFiles(join(bench.workspace, 'resolved'));
  scenario.prepare?.(bench);
  const before = countWrites && scenario.writes ? state() : undefined;
  const costs = Array.from({ length: scenario.repeat ?? 1 }, () => measure(scenario.args(bench), bench.workspace));
  const cost = costs.sort((a, b) => a.wallMs - b.wallMs)[costs.length >> 1];
  return { cost, written: before && writtenFiles(before, state()) };
}

/** The workspace was edited since the scripts ran, so they run once more on what is there now. @param {Bench} bench */
function compareAll(bench) {
  const { workspace, tidyOut, plainOut, confman } = bench;
  const resolved = join(workspace, 'resolved');
  const comparisons = [];
  const compare = (left, folder) => comparisons.push({ left, right: 'tidy script', ...compareResults(folder, tidyOut) });
  const scripts = scenariosFor(bench).filter(({ name }) => name === 'tidy' || name === 'plain');
  for (const { args } of scripts) measure(args(bench), workspace);
  if (scripts.length === 2) compare('plain script', plainOut);
  if (confman === undefined) return comparisons;
  compare('confman after all edits', resolved);
  rmSync(resolved, { recursive: true });
  measure([confman, 'resolve', '--no-cache'], workspace);
  compare('confman without its cache', resolved);
  return comparisons;
}
