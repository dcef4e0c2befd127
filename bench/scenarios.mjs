import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { editGlobalLayer, editNestedFragment, editOwnLayer } from './edits.mjs';

/**
 * A workload on disk and the programs to measure on it.
 *
 * @typedef {object} Bench
 * @property {string} size
 * @property {number} instances
 * @property {readonly string[]} apps
 * @property {number} bytes of all documents and schemas
 * @property {string} workspace
 * @property {string} tidyOut
 * @property {string} plainOut
 * @property {string | undefined} confman path of the program; undefined leaves its scenarios out
 * @property {boolean} threads whether the program takes a number of threads
 */

/**
 * @typedef {object} Scenario
 * @property {string} name key of its figures
 * @property {string} label
 * @property {(bench: Bench) => string[]} args of node
 * @property {(bench: Bench) => void} [prepare] not timed
 * @property {number} [repeat] how often it runs in one round, for commands so short that a single run says little
 * @property {boolean} [perApp] whether time per app means something
 * @property {boolean} [writes] whether the snapshots that it rewrites are counted
 * @property {(bench: Bench) => boolean} [when]
 */

const script = (name) => fileURLToPath(new URL(name, import.meta.url));
const run =
  (...args) =>
  (bench) => [bench.confman, ...args];
const resolveWith = (threads) => (bench) => [bench.confman, 'resolve', ...(bench.threads ? ['--threads', String(threads)] : [])];

const SHORT = 3;

/** Cache entries that hold compiled validators, by the start of their name. */
const VALIDATORS = /^(?:validators?|schemas?)\b/;

function removeOutput({ workspace }) {
  rmSync(join(workspace, 'resolved'), { recursive: true, force: true });
}

function removeAll(bench) {
  removeOutput(bench);
  rmSync(join(bench.workspace, '.confman'), { recursive: true, force: true });
}

function removeAllButValidators(bench) {
  removeOutput(bench);
  const cache = join(bench.workspace, '.confman');
  if (!existsSync(cache)) return;
  for (const name of readdirSync(cache)) if (!VALIDATORS.test(name)) rmSync(join(cache, name), { recursive: true });
}

const beside = [
  { name: 'bare', label: '`node -e 0`', args: () => ['-e', '0'], repeat: SHORT },
  {
    name: 'plain',
    label: 'plain script',
    args: (bench) => [script('plain-script.mjs'), bench.workspace, bench.plainOut],
    prepare: (bench) => rmSync(bench.plainOut, { recursive: true, force: true }),
    when: (bench) => bench.instances <= 1000,
    perApp: true,
  },
  {
    name: 'tidy',
    label: 'tidy script',
    args: (bench) => [script('tidy-script.mjs'), bench.workspace, bench.tidyOut],
    prepare: (bench) => rmSync(bench.tidyOut, { recursive: true, force: true }),
    perApp: true,
  },
];

// In this order: each scenario after the cold ones finds the workspace as the one before left it.
const confman = [
  { name: 'version', label: '`--version`', args: run('--version'), repeat: SHORT },
  { name: 'help', label: '`--help`', args: run('--help'), repeat: SHORT },
  { name: 'explain-code', label: '`explain --code`', args: run('explain', '--code', 'cascade/missing-layer'), repeat: SHORT },
  {
    name: 'cold-2',
    label: 'cold, two threads',
    args: resolveWith(2),
    prepare: removeAll,
    perApp: true,
    when: ({ threads }) => threads,
  },
  { name: 'cold-1', label: 'cold, one thread', args: resolveWith(1), prepare: removeAll, perApp: true },
  {
    name: 'cold-validators',
    label: 'cold, validators cached',
    args: resolveWith(1),
    prepare: removeAllButValidators,
    perApp: true,
  },
  // Files written a moment before their stats were kept have to be read again, once.
  { name: 'again', label: 'nothing changed, first run after a cold one', args: run('resolve'), perApp: true, writes: true },
  { name: 'unchanged', label: 'nothing changed', args: run('resolve'), perApp: true, writes: true },
  {
    name: 'own',
    label: 'one own layer edited',
    args: run('resolve'),
    prepare: (b) => editOwnLayer(b.workspace, b.apps[0]),
    perApp: true,
    writes: true,
  },
  {
    name: 'nested',
    label: 'one nested fragment edited',
    args: resolveWith(1),
    prepare: (b) => editNestedFragment(b.workspace),
    perApp: true,
    writes: true,
  },
  {
    name: 'global',
    label: 'global layer edited',
    args: resolveWith(1),
    prepare: (b) => editGlobalLayer(b.workspace),
    perApp: true,
    writes: true,
  },
  { name: 'validate', label: '`validate`', args: run('validate'), perApp: true },
  { name: 'explain', label: '`explain` of one value', args: (b) => [b.confman, 'explain', b.apps[0], '/limits/concurrency'] },
];

/** @param {Bench} bench @returns {Scenario[]} */
export function scenariosFor(bench) {
  const all = bench.confman === undefined ? beside : [...beside, ...confman];
  return all.filter(({ when }) => when === undefined || when(bench));
}
