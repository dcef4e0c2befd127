// A repository with many requests, as confman keeps them in git: made by one `git fast-import`.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const start = Date.parse('2026-01-01T00:00:00Z') / 1000;
export const people = Object.freeze({ ada: 'ada@example.com', bob: 'bob@example.com', eve: 'eve@example.com' });

/** @returns {string} */
export function git(folder, ...args) {
  const settings = ['user.name=ada', `user.email=${people.ada}`, 'gc.auto=0', 'maintenance.auto=false'];
  const options = { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 30 };
  return execFileSync('git', [...settings.flatMap((each) => ['-c', each]), ...args], options).trim();
}

/**
 * A working repository with apps on `main`, and a branch with a change of one app for each request that is open.
 *
 * @returns {{ tip: string, heads: readonly string[] }}
 */
export function writeWorkspace(folder, { apps, open }) {
  mkdirSync(folder, { recursive: true });
  const write = (path, text) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const roles = `roles: { publisher: ["${people.bob}", "${people.eve}"], editor: ["${people.ada}"] }`;
  write('configs/namespace.json5', `{ ${roles}, settings: { minApprovers: 2 } }`);
  write('configs/apps/cascade.json5', '{ instances: "apps/{n}", layers: [{ id: "global" }, { id: "{app}" }] }');
  write('configs/global.json5', '{ timeout: 30, log: { level: "info" } }');
  for (let app = 0; app < apps; app++) write(`configs/apps/a${app}/config.json5`, `{ pool: ${app}, name: "a${app}" }`);
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', 'First');
  const tip = git(folder, 'rev-parse', 'HEAD');
  const heads = Array.from({ length: open }, (_, i) => {
    git(folder, 'checkout', '-q', '--detach', tip);
    write(`configs/apps/a${i % apps}/config.json5`, `{ pool: ${1000 + i}, name: "a${i % apps}" }`);
    git(folder, 'commit', '-qam', `Change ${i}`);
    return git(folder, 'rev-parse', 'HEAD');
  });
  git(folder, 'checkout', '-q', 'main');
  return { tip, heads };
}

/** @param {object} event @returns {string} canonical: the members are plain */
export function eventText(event) {
  return `${JSON.stringify(Object.fromEntries(Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1))))}\n`;
}

/**
 * The events of a request, with who did each, without what all of them have.
 *
 * @returns {Generator<[actor: string, body: object]>}
 */
function* eventsOf({ head, isOpen, isClosed, count, tip }) {
  yield ['ada', { type: 'opened', head, title: 'Change a pool', description: 'More load', draft: false, restores: null }];
  const ending = isOpen ? 1 : isClosed ? 1 : 3;
  const review = (decision, comment) => ({ type: 'reviewed', head, decision, comment });
  for (let i = 1; i < count - ending; i++) yield ['bob', review('commented', `Point ${i}`)];
  if (isOpen) return yield ['bob', review('approved', '')];
  if (isClosed) return yield ['ada', { type: 'closed', comment: '' }];
  yield ['bob', review('approved', '')];
  yield ['eve', review('approved', 'fine')];
  yield ['bob', { type: 'published', head, commit: tip, namespaces: ['/'] }];
}

/**
 * Requests of so many events each: every tenth closed, the last ones open, all others published.
 *
 * @param {string} folder a repository that has the tip and the heads
 */
export async function writeRequests(folder, { tip, heads }, { requests, events }) {
  const marks = join(folder, '.git', 'bench-marks');
  const args = ['fast-import', '--quiet', '--force', `--export-marks=${marks}`];
  const importing = spawn('git', args, { cwd: folder, stdio: ['pipe', 'ignore', 'inherit'] });
  const rows = [];
  const each = Math.round(events / requests);
  let mark = 0;
  for (let id = 1; id <= requests; id++) {
    const isOpen = id > requests - heads.length;
    const head = isOpen ? heads[id - (requests - heads.length) - 1] : tip;
    let [position, text] = [0, ''];
    for (const [actor, body] of eventsOf({ head, isOpen, isClosed: id % 10 === 0, count: each, tip })) {
      position += 1;
      mark += 1;
      const seconds = start + id * 600 + position;
      const at = new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
      const message = eventText({
        formatVersion: 1,
        request: String(id),
        position,
        actor: people[actor],
        at,
        base: tip,
        ...body,
      });
      const person = `${actor} <${people[actor]}> ${seconds} +0000`;
      text += `commit refs/bench/all\nmark :${mark}\nauthor ${person}\ncommitter ${person}\n`;
      text += `data ${Buffer.byteLength(message)}\n${message}${position === 1 ? '' : `from :${mark - 1}\n`}\n`;
    }
    // The next chain begins anew.
    if (!importing.stdin.write(`${text}reset refs/bench/all\n\n`)) await once(importing.stdin, 'drain');
    rows.push({ id, head, mark });
  }
  importing.stdin.end();
  const [code] = await once(importing, 'close');
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`);
  const names = new Map(
    readFileSync(marks, 'utf8')
      .split('\n')
      .map((line) => line.split(' ')),
  );
  const create = rows.map(({ id, head, mark: last }) =>
    [`create refs/confman/requests/${id}/head ${head}`, `create refs/confman/requests/${id}/meta ${names.get(`:${last}`)}`].join(
      '\n',
    ),
  );
  execFileSync('git', ['update-ref', '--stdin'], { cwd: folder, input: `${create.join('\n')}\n` });
  git(folder, 'pack-refs', '--all');
}
