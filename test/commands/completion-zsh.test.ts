import { describe, expect, test } from 'vitest';
import { hostileTree, installed, runShell } from './hostile-tree.ts';
import type { Sandbox } from './sandbox.ts';

/** The completion system needs a terminal; here `compadd` is replaced by one that prints what it is given. */
function candidates(box: Sandbox, words: readonly string[]): string {
  const quoted = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
  return runShell(
    box,
    'zsh',
    ['-f', '-c'],
    `compdef() { :; }; compadd() { print -rl -- "\${values[@]}"; }; _files() { print -r -- "files $*"; }
     source <(confman completion zsh); words=(confman ${quoted}); CURRENT=$(( \${#words} )); _confman`,
  );
}

describe.skipIf(!installed('zsh'))('zsh', () => {
  test.each([
    [['explain', 'apps/shop/'], 'apps/shop/eu\napps/shop/us\n'],
    [['resolve', '--format=js'], '--format=json\n'],
    [['explain', ''], 'apps/shop/eu\napps/shop/us\n'],
    [['export', '--out', 'x'], 'files -/\n'],
  ])('%j', (words, wanted) => {
    expect(candidates(hostileTree(), words)).toBe(wanted);
  });

  test.each(['$(touch PWNED)', '`touch PWNED`', '${(e):-$(touch PWNED)}'])('what is typed is not run: %s', (word) => {
    const box = hostileTree();
    candidates(box, ['resolve', word, 'apps/']);
    candidates(box, ['resolve', word]);
    expect(box.has('PWNED')).toBe(false);
  });
});
