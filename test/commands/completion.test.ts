import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CommandContext } from '../../src/commands/command-context.ts';
import { commandTable } from '../../src/commands/command-table.ts';
import { completeWords } from '../../src/commands/complete-words.ts';
import { hostileTree } from './hostile-tree.ts';
import { sandboxOf, shop, type Sandbox } from './sandbox.ts';

const tree = {
  ...shop,
  'configs/apps/mail/config.yaml': '{}',
  'configs/teams/pay/namespace.json5': '{}',
  'platform/network.json5': '{}',
  'confman.json5': '{ mounts: [{ at: "system/base", from: "platform" }] }',
};

async function complete(box: Sandbox, ...words: readonly string[]): Promise<{ values: string[]; directive: string }> {
  const context = { cwd: box.path } as CommandContext;
  const { found, directive } = await completeWords(context, commandTable, words);
  return { values: found.map(({ value }) => value), directive: `:${directive}` };
}

describe('candidates', () => {
  const apps = ['apps/mail', 'apps/shop/eu', 'apps/shop/us'];

  test.each([
    [['re'], ['resolve', 'release'], ':4'],
    [['resolve', ''], apps, ':4'],
    [['explain', 'apps/shop/'], apps.slice(1), ':4'],
    [['-C', '.', 'resolve', 'apps/m'], ['apps/mail'], ':4'],
    [['resolve', '--format', 'json', 'apps/mail', 'apps/shop/u'], ['apps/shop/us'], ':4'],
    [['get', '/apps/shop/e'], ['/apps/shop/eu'], ':4'],
    [['get', 'apps/mail', '/x'], [], ':4'],
    [['validate', 's'], ['schemas/shop/v1', 'system/base/network', 'system/global'], ':4'],
    [['graph', '--reverse', 'teams/'], ['teams/pay/namespace'], ':4'],
    [['resolve', '--output-format', ''], ['json', 'yaml', 'bson'], ':4'],
    [['publish', 'show', '--format', ''], ['pretty', 'json'], ':4'],
    [['resolve', '--format=j'], ['--format=json', '--format=junit'], ':4'],
    [['resolve', '--sta'], ['--staged'], ':4'],
    [['resolve', '--stb'], [], ':4'],
    [['resolve', '--std'], ['--stdout'], ':4'],
    [['resolve', '--', '--std'], [], ':4'],
    [['resolve', '--report', 'sa'], ['sarif='], ':6'],
    [['explain', '--code', 'workspace/tree'], ['workspace/tree-gone'], ':4'],
    [['completion', ''], ['bash', 'zsh', 'fish'], ':4'],
    [['export', '--out', ''], [], ':16'],
    [['verify', 'o'], [], ':16'],
    [['access', 'show', ''], ['/teams/pay'], ':4'],
    [['access', 'check', 'ada@example.com', 'config:publish', '/te'], ['/teams/pay'], ':4'],
    [['access', 'show', 'teams/'], ['teams/pay/namespace'], ':4'],
    [['audit', '--namespace', '/'], ['/teams/pay'], ':4'],
    [['nonsense', ''], [], ':4'],
    [['help', 'ver'], ['verify'], ':4'],
  ])('%j', async (words, values, directive) => {
    expect(await complete(sandboxOf(tree), ...words)).toEqual({ values, directive });
  });

  test('every command but the ones for programs, with what it does', async () => {
    const box = sandboxOf(tree);
    const { values } = await complete(box, '');
    expect(values).toContain('resolve');
    expect(values).not.toContain('complete');
    expect(box.confman(['complete', '--', 'ver']).stdout).toBe('verify\tbuild the commit of a release again and compare\n:4\n');
  });

  test('in a large tree a folder at a time', async () => {
    const box = sandboxOf(shop);
    for (let type = 0; type < 25; type += 1)
      for (let instance = 0; instance < 20; instance += 1)
        mkdirSync(join(box.path, `configs/apps/type-${type}/eu-${instance}`), { recursive: true });
    box.write('configs/apps/type-7/config.json5', '{}');
    box.write('configs/apps/type-7/eu-3/config.json5', '{}');
    expect(await complete(box, 'resolve', 'apps/type-7')).toEqual({
      values: ['apps/type-7', 'apps/type-7/eu-3'],
      directive: ':4',
    });
    const all = await complete(box, 'resolve', 'apps/ty');
    expect(all.directive).toBe(':6');
    expect(all.values).toHaveLength(26);
    expect(all.values).toContain('apps/type-7');
    expect(all.values).toContain('apps/type-24/');
  });

  test('outside of a workspace, and with settings that are broken', async () => {
    const box = sandboxOf({ 'broken/confman.json5': '{ configs: ', 'broken/configs/a/config.json5': '{}' });
    expect((await complete(box, 'resolve', '')).values).toEqual([]);
    expect((await complete(box, '-C', 'broken', 'resolve', '')).values).toEqual(['a']);
  });
});

test('requests that are not done, by what was fetched, with their titles', async () => {
  const box = sandboxOf({
    'configs/namespace.json5': '{ roles: { editor: ["ada@example.com"] } }',
    'configs/shop/config.json5': '{ pool: 10 }',
  });
  box.commit('First');
  for (const [pool, title] of ['Closed', 'More of it', 'Even more'].entries()) {
    box.git('switch', '--quiet', '--detach', 'main');
    box.write('configs/shop/config.json5', `{ pool: ${20 + pool} }`);
    box.commit(title);
    box.confman(['publish', 'open'], { env: { CONFMAN_ACTOR: 'ada@example.com' } });
  }
  box.confman(['publish', 'close', '1'], { env: { CONFMAN_ACTOR: 'ada@example.com' } });
  expect(await complete(box, 'publish', 'show', '')).toEqual({ values: ['3', '2'], directive: ':4' });
  expect(await complete(box, 'publish', 'approve', '2')).toEqual({ values: ['2'], directive: ':4' });
  expect(box.confman(['complete', '--', 'publish', 'update', '3']).stdout).toBe('3\tEven more\n:4\n');
  expect(await complete(box, 'publish', 'update', '3', '')).toEqual({ values: [], directive: ':4' });
});

test('no name that a shell could take apart is a candidate', async () => {
  const box = hostileTree();
  expect(await complete(box, 'validate', 'apps/')).toEqual({
    values: ['apps/shop/cascade', 'apps/shop/eu', 'apps/shop/eu/config', 'apps/shop/us', 'apps/shop/us/config'],
    directive: ':4',
  });
});

test('a script says how to install it', () => {
  const box = sandboxOf({});
  for (const shell of ['bash', 'zsh', 'fish'])
    expect(box.confman(['completion', shell]).stdout).toContain(`#   confman completion ${shell} > `);
  expect(box.confman(['completion', 'tcsh'])).toMatchObject({ code: 2, stdout: '' });
});
