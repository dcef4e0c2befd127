import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { platform } from './platform.ts';
import { coldSnapshots, letTimePass, put, run, scratch, snapshotsIn } from './sandbox.ts';

const billing = ['apps/billing/eu-1', 'apps/billing/eu-2', 'apps/billing/us-1'];
const remove = (path: string) => (folder: string) => rmSync(join(folder, path), { recursive: true });
const write = (path: string, text: string) => (folder: string) => put(folder, { [path]: text });
const rename = (from: string, to: string) => (folder: string) => {
  mkdirSync(join(folder, to, '..'), { recursive: true });
  renameSync(join(folder, from), join(folder, to));
};

/** What is done, and the apps whose snapshots are written for it. */
const edits: readonly (readonly [string, (folder: string) => void, readonly string[]])[] = [
  ['nothing', () => {}, []],
  ['touching without a change', (folder) => utimesSync(join(folder, 'configs/system/global.json5'), 1, 1), []],
  ['rewriting the same text', write('configs/frag/last.json5', platform['configs/frag/last.json5'] as string), []],
  ['a comment', write('configs/frag/last.json5', '// one\n{ ip: "8.8.8.8" }'), []],
  ['the own layer', write('configs/apps/billing/eu-2/config.json5', '{ name: "eu-x" }'), ['apps/billing/eu-2']],
  ['the global layer', write('configs/system/global.json5', '{ level: "g" }'), billing],
  ['a layer of one region', write('configs/system/region/us.json5', '{ region: "US" }'), ['apps/billing/us-1']],
  ['a fragment two references away', write('configs/frag/last.json5', '{ ip: "9.9.9.9" }'), billing],
  ['a fragment that nobody uses', write('configs/frag/unused.json5', '{ x: 2 }'), []],
  ['an app that another refers to', write('configs/apps/db/config.json5', '{ pool: 6 }'), ['apps/billing/eu-1', 'apps/db']],
  ['adding an optional layer', write('configs/system/stage/prod.json5', '{ stage: 1 }'), billing],
  [
    'adding one as the config of a folder',
    write('configs/apps/billing/default/config.json5', '{ d: 1 }'),
    ['apps/billing/default', ...billing],
  ],
  ['a document that hides an app folder', write('configs/apps/db.json5', '{ hidden: 1 }'), ['apps/billing/eu-1']],
  [
    'a cascade of its own',
    write('configs/apps/billing/us-1/cascade.json5', '{ layers: [{ id: "{app}" }] }'),
    ['apps/billing/us-1'],
  ],
  [
    'a nearer cascade',
    write('configs/apps/web/cascade.json5', '{ layers: [{ id: "frag/unused" }, { id: "{app}" }] }'),
    ['apps/web/front'],
  ],
  [
    'a cascade above that matches nobody',
    write('configs/cascade.json5', '{ instances: "x/{y}", layers: [{ id: "{app}" }] }'),
    [],
  ],
  ['removing a cascade', remove('configs/apps/billing/cascade.json5'), billing],
  [
    'a nearer namespace',
    write('configs/apps/db/namespace.json5', '{ vars: { environment: "test" } }'),
    ['apps/billing/eu-1', 'apps/db'],
  ],
  ['a namespace that does not inherit', write('configs/apps/web/namespace.json5', '{ inherit: false }'), ['apps/web/front']],
  [
    'another variable of a namespace',
    write('configs/namespace.json5', '{ vars: { environment: "test" } }'),
    ['apps/billing/eu-1', 'apps/db'],
  ],
  [
    'the config of the root namespace',
    write('configs/config.json5', '{ root: 2 }'),
    ['apps/billing/eu-1', 'apps/db', 'apps/web/front'],
  ],
  ['another variable of the settings', write('confman.json5', '{ vars: { stage: "other" } }'), []],
  ['a format', rename('configs/frag/last.json5', 'configs/frag/last.yaml'), []],
  ['moving an app', rename('configs/apps/web/front', 'configs/apps/web/back'), ['apps/web/back']],
  [
    'a mount',
    (folder) => {
      write('confman.json5', '{ vars: { stage: "prod" }, mounts: [{ at: "system/stage", from: "platform" }] }')(folder);
      rename('platform/extra.json5', 'platform/prod.json5')(folder);
    },
    billing,
  ],
  ['removing a snapshot', remove('resolved/apps/db.json'), ['apps/db']],
  ['damaging a snapshot', write('resolved/apps/db.json', '{}'), ['apps/db']],
];

describe('an edit', () => {
  test.each(edits)('%s', async (_, edit, rewritten) => {
    const folder = scratch();
    put(folder, platform);
    const first = await run(folder, { cache: true });
    expect(first.findings).toEqual([]);
    letTimePass(folder);
    expect((await run(folder, { cache: true })).written).toEqual([]);
    letTimePass(folder);
    edit(folder);
    const second = await run(folder, { cache: true });
    const cold = await coldSnapshots(folder);
    expect(second.findings).toEqual(cold.result.findings);
    expect(snapshotsIn(folder)).toEqual(cold.texts);
    expect([...second.written].sort()).toEqual([...rewritten].sort());
    letTimePass(folder);
    expect((await run(folder, { cache: true })).written).toEqual([]);
    expect(snapshotsIn(folder)).toEqual(cold.texts);
  });
});

describe('an app with errors', () => {
  test('keeps its snapshot, is told again every time, and comes back when it is mended', async () => {
    const folder = scratch();
    put(folder, platform);
    await run(folder, { cache: true });
    const before = snapshotsIn(folder);
    letTimePass(folder);
    put(folder, { 'configs/frag/last.json5': '{ }' });
    const broken = await run(folder, { cache: true });
    expect(broken.findings).toHaveLength(1);
    expect(broken.findings[0]).toContain('resolver/missing-part configs/frag/dns.json5:1:21 apps/billing/eu-1,');
    expect(snapshotsIn(folder)).toEqual(before);
    letTimePass(folder);
    expect((await run(folder, { cache: true })).findings).toEqual(broken.findings);
    put(folder, { 'configs/frag/last.json5': '{ ip: "8.8.4.4" }' });
    expect((await run(folder, { cache: true })).written).toEqual(billing);
    expect(snapshotsIn(folder)).toEqual((await coldSnapshots(folder)).texts);
  });

  test('repeats a warning without writing', async () => {
    const folder = scratch();
    put(folder, { ...platform, 'configs/apps/billing/eu-2/config.json5': '{ level: [1] }' });
    const first = await run(folder, { cache: true });
    letTimePass(folder);
    const second = await run(folder, { cache: true });
    expect(second.findings).toEqual(first.findings);
    expect(first.findings[0]).toContain('cascade/kind-changed');
    expect(second.written).toEqual([]);
  });
});

describe('a run of some apps', () => {
  test('leaves the others stale, not forgotten', async () => {
    const folder = scratch();
    put(folder, platform);
    await run(folder, { cache: true });
    letTimePass(folder);
    put(folder, { 'configs/frag/last.json5': '{ ip: "9.9.9.9" }' });
    expect((await run(folder, { cache: true, apps: ['apps/billing/eu-2'] })).written).toEqual(['apps/billing/eu-2']);
    letTimePass(folder);
    expect((await run(folder, { cache: true, apps: ['apps/web/*'] })).written).toEqual([]);
    letTimePass(folder);
    expect((await run(folder, { cache: true })).written).toEqual(['apps/billing/eu-1', 'apps/billing/us-1']);
    expect(snapshotsIn(folder)).toEqual((await coldSnapshots(folder)).texts);
  });

  test('does not prune, and the next run of all does', async () => {
    const folder = scratch();
    put(folder, platform);
    await run(folder, { cache: true });
    letTimePass(folder);
    rmSync(join(folder, 'configs/apps/web'), { recursive: true });
    expect((await run(folder, { cache: true, apps: ['apps/db'] })).pruned).toEqual([]);
    letTimePass(folder);
    expect((await run(folder, { cache: true })).pruned).toEqual(['apps/web/front']);
    expect(snapshotsIn(folder)).toEqual((await coldSnapshots(folder)).texts);
  });

  test('a run that only checks changes nothing, and the next finds everything to do', async () => {
    const folder = scratch();
    put(folder, platform);
    expect((await run(folder, { cache: true, check: true })).written).toHaveLength(5);
    expect(snapshotsIn(folder)).toEqual({});
    expect((await run(folder, { cache: true })).written).toHaveLength(5);
  });
});

describe('edits within the same moment', () => {
  test.each([0, 1, 2, 3])('of equal size are seen (%i)', async () => {
    const folder = scratch();
    put(folder, platform);
    for (let i = 0; i < 10; i++) {
      writeFileSync(join(folder, 'configs/apps/db/config.json5'), `{ pool: ${i} }`);
      await run(folder, { cache: true });
      expect(snapshotsIn(folder)['apps/db.json']).toContain(`"pool": ${i}`);
    }
  });

  test('that keep the time of modification are seen', async () => {
    const folder = scratch();
    put(folder, platform);
    const path = join(folder, 'configs/frag/last.json5');
    utimesSync(path, 1000, 1000);
    await run(folder, { cache: true });
    letTimePass(folder);
    writeFileSync(path, '{ ip: "7.7.7.7" }');
    utimesSync(path, 1000, 1000);
    expect((await run(folder, { cache: true })).written).toEqual(billing);
  });

  test('of a snapshot are mended', async () => {
    const folder = scratch();
    put(folder, platform);
    await run(folder, { cache: true });
    const before = snapshotsIn(folder);
    const path = join(folder, 'resolved/apps/db.json');
    writeFileSync(path, (before['apps/db.json'] as string).replace('5', '6'));
    await run(folder, { cache: true });
    expect(snapshotsIn(folder)).toEqual(before);
  });
});
