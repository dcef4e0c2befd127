// Measures publishing with many requests: the list of them, and a push through the hook. See bench/README.md.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median } from './median.mjs';
import { eventText, git, people, writeRequests, writeWorkspace } from './publish-workload.mjs';

const USAGE = `usage: node bench/publish.mjs [options]
  --requests N      requests (default 10000)
  --events N        events of all of them (default 100000)
  --open N          requests that are open (default 40)
  --apps N          apps of the workspace (default 100)
  --rounds N        runs of which the median is taken (default 5)
  --confman FILE    program to measure (default bin/confman.js)
  --dir DIR         where the repositories are written (default the temporary folder)`;

const declared = {
  requests: { type: 'string', default: '10000' },
  events: { type: 'string', default: '100000' },
  open: { type: 'string', default: '40' },
  apps: { type: 'string', default: '100' },
  rounds: { type: 'string', default: '5' },
  confman: { type: 'string', default: fileURLToPath(new URL('../bin/confman.js', import.meta.url)) },
  dir: { type: 'string', default: tmpdir() },
  help: { type: 'boolean', default: false },
};

/** The shell adds up what all processes of a command took of the processors: on a busy machine that says more than the clock. */
const accounted = '"$@"; status=$?; times >&2; exit $status';

/** @returns {{ wall: number, cpu: number }} milliseconds */
function timed(program, args, cwd, variables = {}) {
  const env = { ...process.env, NO_COLOR: '1', CONFMAN_ACTOR: people.bob, REMOTE_USER: 'bob', ...variables };
  const start = process.hrtime.bigint();
  const options = { cwd, env, encoding: 'utf8', maxBuffer: 1 << 30 };
  const { status, stderr, error } = spawnSync('sh', ['-c', accounted, 'sh', program, ...args], options);
  const wall = Number(process.hrtime.bigint() - start) / 1e6;
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: exit ${status}\n${stderr.slice(0, 2000)}`);
  const parts = (stderr.trimEnd().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g);
  const cpu = [...parts].reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000, 0);
  return { wall, cpu };
}

/** @param {readonly { wall: number, cpu: number }[]} runs */
function medianOf(runs) {
  return { wall: median(runs.map(({ wall }) => wall)), cpu: median(runs.map(({ cpu }) => cpu)) };
}

function measureLists(base, { confman, rounds }) {
  const clone = join(base, 'clone');
  git(base, 'clone', '-q', 'plain.git', 'clone');
  const list = () => timed(process.execPath, [confman, 'publish', 'list', '--remote', join(base, 'plain.git')], clone);
  const first = list();
  return { first, second: list(), later: medianOf(Array.from({ length: rounds }, list)) };
}

/** A comment of Bob's on a request, on the chain where it ends. @returns {string} the commit of the event */
function comment(folder, id, tip) {
  const meta = git(folder, 'rev-parse', `refs/confman/requests/${id}/meta`);
  const head = git(folder, 'rev-parse', `refs/confman/requests/${id}/head`);
  const position = Number(git(folder, 'rev-list', '--count', '--first-parent', meta)) + 1;
  const at = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const event = { formatVersion: 1, request: String(id), position, actor: people.bob, at, base: tip };
  const text = eventText({ ...event, type: 'reviewed', decision: 'commented', comment: 'Looked', head });
  const tree = execFileSync('git', ['mktree'], { cwd: folder, input: '', encoding: 'utf8' }).trim();
  return execFileSync('git', ['-c', 'user.name=bob', '-c', `user.email=${people.bob}`, 'commit-tree', tree, '-p', meta], {
    cwd: folder,
    input: text,
    encoding: 'utf8',
  }).trim();
}

/** The same pushes to a repository with the hook and to one without. */
function measurePushes(base, { confman, rounds, requests }, tip) {
  timed(
    process.execPath,
    [confman, 'hook', 'install', '--server', '--actor-format', '{user}@example.com'],
    join(base, 'hooked.git'),
  );
  const took = { plain: [], hooked: [] };
  for (let round = 0; round < rounds; round++) {
    const id = requests - round;
    const commit = comment(join(base, 'origin'), id, tip);
    for (const name of Object.keys(took)) {
      const push = ['push', '-q', join(base, `${name}.git`), `${commit}:refs/confman/requests/${id}/meta`];
      took[name].push(timed('git', push, join(base, 'origin')));
    }
  }
  return { plain: medianOf(took.plain), hooked: medianOf(took.hooked) };
}

function readOptions() {
  const { values } = parseArgs({ options: declared });
  if (values.help) return undefined;
  const numbers = ['requests', 'events', 'open', 'apps', 'rounds'].map((name) => [name, Number(values[name])]);
  return { ...values, ...Object.fromEntries(numbers), confman: resolve(values.confman) };
}

function ms({ wall, cpu }) {
  return `${Math.round(wall)} ms | ${Math.round(cpu)} ms`;
}

function met(value, limit) {
  return `${value < limit ? 'met' : 'missed'} (${limit} ms)`;
}

async function main(options) {
  const base = mkdtempSync(join(options.dir, 'confman-publish-'));
  try {
    const workspace = writeWorkspace(join(base, 'origin'), options);
    await writeRequests(join(base, 'origin'), workspace, options);
    for (const name of ['plain.git', 'hooked.git']) git(base, 'clone', '-q', '--mirror', 'origin', name);
    const lists = measureLists(base, options);
    const pushes = measurePushes(base, options, workspace.tip);
    const added = { wall: pushes.hooked.wall - pushes.plain.wall, cpu: pushes.hooked.cpu - pushes.plain.cpu };
    const { requests, events, open, apps } = options;
    process.stdout.write(
      `${[
        `${requests} requests with ${events} events, ${open} of them open; ${apps} apps`,
        '',
        '|                                            | wall | CPU | target |',
        '| --- | --- | --- | --- |',
        `| \`publish list\`, first call in a new clone | ${ms(lists.first)} | ${met(lists.first.wall, 5000)} |`,
        `| second call | ${ms(lists.second)} | ${met(lists.second.wall, 1000)} |`,
        `| later calls | ${ms(lists.later)} | ${met(lists.later.wall, 1000)} |`,
        `| push of an event without hook | ${ms(pushes.plain)} | |`,
        `| the same through the hook | ${ms(pushes.hooked)} | |`,
        `| what the hook adds | ${ms(added)} | ${met(added.wall, 500)} |`,
      ].join('\n')}\n`,
    );
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

const options = readOptions();
if (options === undefined) process.stdout.write(`${USAGE}\n`);
else await main(options);
