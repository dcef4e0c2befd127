import { describe, expect, test } from 'vitest';
import { hostileTree, installed, runShell } from './hostile-tree.ts';
import type { Sandbox } from './sandbox.ts';

function candidates(box: Sandbox, line: string): string {
  return runShell(
    box,
    'fish',
    ['--no-config', '-c'],
    `confman completion fish | source; complete --do-complete '${line.replaceAll("'", String.raw`\'`)}'`,
  );
}

describe.skipIf(!installed('fish'))('fish', () => {
  test.each([
    ['confman explain apps/shop/', 'apps/shop/eu\napps/shop/us\n'],
    ['confman resolve --format=js', '--format=json\n'],
    ['confman ver', 'verify\tbuild the commit of a release again and compare\n'],
    ['confman export --out conf', 'configs/\n'],
  ])('%s', (line, wanted) => {
    expect(candidates(hostileTree(), line)).toBe(wanted);
  });

  test('what is typed is not run', () => {
    const box = hostileTree();
    candidates(box, 'confman resolve (touch PWNED) apps/');
    candidates(box, 'confman resolve $(touch PWNED) apps/');
    expect(box.has('PWNED')).toBe(false);
  });
});
