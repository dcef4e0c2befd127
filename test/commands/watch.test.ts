import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Followed } from './followed.ts';
import { sandboxOf, shop, type Sandbox } from './sandbox.ts';

async function watching(box: Sandbox, ...flags: readonly string[]): Promise<Followed> {
  const followed = new Followed(box.start(['resolve', '--watch', ...flags]));
  expect(await followed.until(/Watching for changes; Ctrl-C ends it\n/)).toMatch(
    /^\d\d:\d\d:\d\d 2 snapshots rewritten \(apps\/shop\/eu, apps\/shop\/us\); all 2 apps are valid in \d+ ms\n/,
  );
  return followed;
}

function poolOf(box: Sandbox, app: string): unknown {
  return (JSON.parse(box.read(`resolved/apps/shop/${app}.json`)) as { data: { pool: unknown } }).data.pool;
}

test('a saved layer: only what it affects is rewritten, and one line says so', async () => {
  const box = sandboxOf(shop);
  const followed = await watching(box);
  box.write('configs/system/global.json5', '{ tls: true, pool: 11 }');
  expect(await followed.until(/\n/)).toMatch(
    /^\d\d:\d\d:\d\d configs\/system\/global\.json5: 1 snapshot rewritten \(apps\/shop\/eu\); all 2 apps are valid in \d+ ms\n$/,
  );
  expect([poolOf(box, 'eu'), poolOf(box, 'us')]).toEqual([11, 20]);
});

test('an editor that saves by renaming', async () => {
  const box = sandboxOf(shop);
  const followed = await watching(box);
  for (const pool of [11, 12]) {
    box.write('configs/system/.global.json5.swp', `{ tls: true, pool: ${pool} }`);
    renameSync(join(box.path, 'configs/system/.global.json5.swp'), join(box.path, 'configs/system/global.json5'));
    expect(await followed.until(/\n/)).toContain('configs/system/global.json5: 1 snapshot rewritten');
    expect(poolOf(box, 'eu')).toBe(pool);
  }
});

test('a syntax error in between: it is shown once, snapshots stay, and the correction is noticed', async () => {
  const box = sandboxOf(shop);
  const followed = await watching(box);
  box.write('configs/system/global.json5', '{ tls: true, pool: ');
  const broken = await followed.until(/2 of 2 apps are invalid in \d+ ms\n/);
  expect(broken).toContain('configs/system/global.json5:1:20');
  expect(poolOf(box, 'eu')).toBe(10);
  box.write('configs/system/global.json5', '{ tls: true, pool: 13 }');
  expect(await followed.until(/\n/)).toContain('1 snapshot rewritten (apps/shop/eu); all 2 apps are valid');
});

test('the same findings are not printed again', async () => {
  const box = sandboxOf({ ...shop, 'configs/apps/shop/ap/config.json5': '{ url: 1 }' });
  const followed = new Followed(box.start(['resolve', '--watch']));
  expect(await followed.until(/Watching[^\n]*\n/)).toContain('error[schema/type]');
  box.write('configs/system/global.json5', '{ tls: true, pool: 11 }');
  expect(await followed.until(/\n/)).toContain('1 snapshot rewritten (apps/shop/eu); 1 of 3 apps is invalid');
});

test('an app that comes in a new folder, and goes', async () => {
  const box = sandboxOf(shop);
  const followed = await watching(box);
  box.write('configs/apps/shop/ap/config.json5', '{ url: "https://ap.example.com" }');
  expect(await followed.until(/\n/)).toContain(
    'configs/apps/shop/ap/config.json5: 1 snapshot rewritten (apps/shop/ap); all 3 apps are valid',
  );
  box.remove('configs/apps/shop/ap');
  expect(await followed.until(/\n/)).toContain(
    'configs/apps/shop/ap/config.json5: 1 snapshot removed (apps/shop/ap); all 2 apps are valid',
  );
});

test('a tree that disappears for a while loses no snapshot', async () => {
  const box = sandboxOf(shop);
  const followed = await watching(box);
  renameSync(join(box.path, 'configs'), join(box.path, 'elsewhere'));
  expect(await followed.until(/not resolved, the snapshots stay as they were\n/)).toContain('warning[workspace/tree-gone]');
  expect(box.files('resolved')).toHaveLength(2);
  renameSync(join(box.path, 'elsewhere'), join(box.path, 'configs'));
  expect(await followed.until(/\n/)).toContain('no snapshot changed; all 2 apps are valid');
  box.write('configs/system/global.json5', '{ tls: true, pool: 14 }');
  expect(await followed.until(/\n/)).toContain('1 snapshot rewritten (apps/shop/eu)');
});

test('settings that cannot be read are waited for', async () => {
  const box = sandboxOf(shop);
  const followed = await watching(box);
  box.write('confman.json5', '{ resolved: ');
  expect(await followed.until(/not resolved, the snapshots stay as they were\n/)).toContain('confman.json5:1:');
  box.write('confman.json5', '{ secretSchemes: ["vault"], vars: {} }');
  expect(await followed.until(/\n/)).toContain('confman.json5: no snapshot changed');
});

test('without a cache on disk it still resolves no more than what changed', async () => {
  const box = sandboxOf(shop);
  const followed = await watching(box, '--no-cache');
  expect(box.has('.confman')).toBe(false);
  box.write('configs/system/global.json5', '{ tls: true, pool: 11 }');
  expect(await followed.until(/\n/)).toContain('1 snapshot rewritten (apps/shop/eu)');
});

test('for programs every round is a report', async () => {
  const box = sandboxOf(shop);
  const followed = new Followed(box.start(['resolve', '--watch', '--format', 'json']));
  expect(JSON.parse(await followed.until(/\n}\n/))).toMatchObject({ ok: true, apps: { rebuilt: 2 } });
  box.write('configs/system/global.json5', '{ tls: true, pool: 11 }');
  expect(JSON.parse(await followed.until(/\n}\n/))).toMatchObject({ ok: true, apps: { rebuilt: 1, unchanged: 1 } });
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it with 130, and no unfinished file stays', async (signal) => {
  const box = sandboxOf(shop);
  const followed = await watching(box);
  box.write('configs/system/global.json5', '{ tls: true, pool: 15 }');
  expect(await followed.end(signal)).toBe(130);
  expect(box.files('resolved')).toEqual(['apps/shop/eu.json', 'apps/shop/us.json']);
  expect([10, 15]).toContain(poolOf(box, 'eu'));
});

test('without a workspace there is nothing to wait for', () => {
  const { code, stderr } = sandboxOf({}).confman(['resolve', '--watch']);
  expect(code).toBe(2);
  expect(stderr).toContain('error[workspace/not-found]');
});
