import { expect, test } from 'vitest';
import { sandboxOf, shop } from './sandbox.ts';

test('patterns name starting points as ids do', () => {
  const box = sandboxOf(shop);
  const { code, stdout } = box.confman(['graph', '--reverse', 'system/*']);
  expect([code, stdout]).toEqual([0, 'apps/shop/eu\tapp\tlayer system/global\napps/shop/us\tapp\tlayer system/global\n']);
  const both = box.confman(['graph', 'apps/shop/eu', 'apps/*/us', '--as', 'json']);
  expect((JSON.parse(both.stdout) as { nodes: { id: string }[] }).nodes.map(({ id }) => id)).toEqual([
    'apps/shop/cascade',
    'apps/shop/eu',
    'apps/shop/eu/config',
    'apps/shop/us',
    'apps/shop/us/config',
    'schemas/shop/v1',
    'system/global',
  ]);
});

test.each(['dot', 'mermaid', 'json'])('--format %s is the form of the graph too', (form) => {
  const box = sandboxOf(shop);
  expect(box.confman(['graph', '--format', form])).toEqual(box.confman(['graph', '--as', form]));
  expect(box.confman(['graph', '--format', form]).code).toBe(0);
});

test('--as is stronger than --format, and other formats are of findings', () => {
  const box = sandboxOf(shop);
  expect(box.confman(['graph', '--format', 'dot', '--as', 'json']).stdout).toMatch(/^\{/);
  expect(box.confman(['graph', '--format', 'github']).stdout).toBe(box.confman(['graph']).stdout);
  expect(box.confman(['graph', '--format', 'svg']).code).toBe(2);
});

test('a name that nothing has is told with what was probably meant', () => {
  const box = sandboxOf(shop);
  const { code, stdout, stderr } = box.confman(['graph', 'system/globl', '--format', 'dot']);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('error[workspace/id-not-found] Nothing has the id "system/globl"; the nearest is "system/global"');
  expect(stderr).toContain('hint: Write system/global\n');
});

test('a folder means what lies in it', () => {
  const { stderr } = sandboxOf(shop).confman(['graph', 'apps/shop/']);
  expect(stderr).toContain('the nearest are "apps/shop/cascade", "apps/shop/eu", "apps/shop/eu/config"');
});
