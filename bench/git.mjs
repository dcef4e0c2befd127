// Measures what reads from git beside the git commands that one would type. See bench/README.md.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { editGlobalLayer, editOwnLayer } from './edits.mjs';
import { median } from './median.mjs';
import { SIZES, writeWorkload } from './workload.mjs';

const USAGE = `usage: node bench/git.mjs [options]
  --sizes S,M,L     sizes to measure (default S,M)
  --rounds N        runs of which the median is taken (default 5)
  --confman FILE    program to measure (default bin/confman.js)
  --commits N       length of the history that \`history\` walks (default 1000)
  --dir DIR         where the workloads are written (default the temporary folder)`;

/**
 * @typedef {object} Scenario
 * @property {string} label
 * @property {number} [limit] of the ratio
 * @property {() => void} [prepare] not timed, in front of each of the two
 * @property {readonly string[]} confman arguments
 * @property {readonly string[]} beside a program and its arguments
 */

const declared = {
  sizes: { type: 'string', default: 'S,M' },
  rounds: { type: 'string', default: '5' },
  confman: { type: 'string', default: fileURLToPath(new URL('../bin/confman.js', import.meta.url)) },
  commits: { type: 'string', default: '1000' },
  dir: { type: 'string', default: tmpdir() },
  help: { type: 'boolean', default: false },
};

/** A workload in a repository, in which the last commit but one, and the one before, are edits. */
class Repository {
  constructor(folder, apps) {
    this.folder = folder;
    this.apps = apps;
    writeFileSync(join(folder, '.gitignore'), '/resolved/\n/.confman/\n');
    this.git('init', '-q', '-b', 'main');
    this.commit();
    this.git('gc', '-q');
  }

  git(...args) {
    const settings = ['user.name=bench', 'user.email=bench@localhost', 'gc.auto=0', 'maintenance.auto=false'];
    return execFileSync('git', [...settings.flatMap((each) => ['-c', each]), ...args], { cwd: this.folder, encoding: 'utf8' });
  }

  commit() {
    this.git('add', '-A');
    this.git('commit', '-q', '-m', 'workload');
  }

  forget() {
    for (const name of ['resolved', '.confman']) rmSync(join(this.folder, name), { recursive: true, force: true });
  }
}

/** @returns {Scenario[]} */
function sources(repository, confman) {
  const { apps } = repository;
  const stage = () => {
    editOwnLayer(repository.folder, apps[0]);
    repository.git('add', '-A');
  };
  return [
    {
      label: '`resolve --rev HEAD`, cold / `resolve`, cold',
      limit: 1.2,
      prepare: () => repository.forget(),
      confman: ['resolve', '--rev', 'HEAD'],
      beside: [process.execPath, confman, 'resolve'],
    },
    {
      label: '`validate --staged`, one app edited / `git status`',
      limit: 3,
      prepare: stage,
      confman: ['validate', '--staged'],
      beside: ['git', 'status'],
    },
    {
      label: '`validate --staged`, nothing changed / `git status`',
      confman: ['validate', '--staged'],
      beside: ['git', 'status'],
    },
  ];
}

/** With what the runs before remember, and without. @returns {Scenario[]} */
function differences(repository, label, revisions, beside) {
  const row = (more) => `\`diff ${revisions.join(' ')}\`, ${label}${more} / \`git diff --stat\``;
  const common = { confman: ['diff', ...revisions], beside: ['git', 'diff', '--stat', ...beside] };
  return [
    { label: row(''), ...common },
    { label: row(', no memory'), prepare: () => repository.forget(), ...common },
  ];
}

/** @returns {Scenario[]} */
function history({ apps }, commits) {
  const beside = ['git', 'log', '--first-parent', '--format=%H', '-p', '--', 'configs'];
  return [
    {
      label: `\`history\` of one value, ${commits} commits / \`git log -p\``,
      confman: ['history', apps[0], '/instance/replicas'],
      beside,
    },
  ];
}

/** One file after the other in the same place, as an import stream: thousands of commits in a second. */
function lengthen(repository, commits) {
  const path = `configs/${repository.apps[0]}/config.json5`;
  const text = readFileSync(join(repository.folder, path), 'utf8');
  const tip = repository.git('rev-parse', 'HEAD').trim();
  let stream = '';
  for (let i = 0; i < commits; i++) {
    const content = text.replace(/(\breplicas: )\d+/, `$1${1 + (i % 20)}`);
    stream += `commit refs/heads/main\ncommitter bench <bench@localhost> ${1_700_000_000 + i} +0000\ndata 1\nx\n`;
    if (i === 0) stream += `from ${tip}\n`;
    stream += `M 100644 inline ${path}\ndata ${Buffer.byteLength(content)}\n${content}\n`;
  }
  const { status, stderr } = spawnSync('git', ['fast-import', '--quiet', '--force'], { cwd: repository.folder, input: stream });
  if (status !== 0) throw new Error(String(stderr));
  repository.git('reset', '-q', '--hard', 'main');
}

function milliseconds(cwd, [program, ...args]) {
  const start = process.hrtime.bigint();
  const { status, error } = spawnSync(program, args, { cwd, stdio: 'ignore', env: { ...process.env, NO_COLOR: '1' } });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${[program, ...args].join(' ')}: exit ${status}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** Both in turn, so that what slows the machine down for a while slows both down. @param {Scenario} scenario */
function measured({ folder }, confman, rounds, { label, limit, prepare = () => {}, confman: args, beside }) {
  const pairs = [];
  // The first round is not counted: it fills the memory of earlier runs.
  for (let i = 0; i <= rounds; i++) {
    prepare();
    const own = milliseconds(folder, [process.execPath, confman, ...args]);
    prepare();
    const other = milliseconds(folder, beside);
    if (i > 0) pairs.push({ own, other, ratio: own / other });
  }
  const of = (key) => median(pairs.map((pair) => pair[key]));
  const verdict = limit === undefined ? '' : of('ratio') <= limit ? `met (${limit})` : `missed (${limit})`;
  return `| ${label} | ${of('own').toFixed(0)} | ${of('other').toFixed(0)} | ${of('ratio').toFixed(2)} | ${verdict} |`;
}

function measureSize(size, { rounds, confman, commits, dir }) {
  const folder = mkdtempSync(join(dir, 'confman-bench-git-'));
  try {
    const { apps } = writeWorkload(folder, SIZES[size]);
    const repository = new Repository(folder, apps);
    const print = (scenarios) => scenarios.forEach((scenario) => console.log(measured(repository, confman, rounds, scenario)));
    console.log(
      `\n## ${size}: ${apps.length} apps\n\n| | confman, ms | beside it, ms | ratio | target |\n| --- | --- | --- | --- | --- |`,
    );
    print(sources(repository, confman));
    const help = execFileSync(process.execPath, [confman, '--help'], { encoding: 'utf8' });
    if (/^ +diff\b/m.test(help)) {
      const committed = ['HEAD~1', 'HEAD'];
      editOwnLayer(folder, apps[0]);
      print(differences(repository, 'one app edited in the working tree', ['HEAD'], ['HEAD']));
      repository.commit();
      print(differences(repository, 'one app edited', committed, committed));
      editGlobalLayer(folder);
      repository.commit();
      print(differences(repository, 'global layer edited', committed, committed));
    }
    if (!/^ +history\b/m.test(help)) return;
    lengthen(repository, commits);
    print(history(repository, commits));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const { values } = parseArgs({ options: declared });
const sizes = values.sizes.split(',');
if (values.help || !sizes.every((size) => Object.hasOwn(SIZES, size))) {
  console.error(USAGE);
  process.exitCode = values.help ? 0 : 2;
} else {
  const options = { ...values, confman: resolve(values.confman), rounds: Number(values.rounds), commits: Number(values.commits) };
  for (const size of sizes) measureSize(size, options);
}
