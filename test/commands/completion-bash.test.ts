import { describe, expect, test } from 'vitest';
import { hostileTree, installed, runShell } from './hostile-tree.ts';
import type { Sandbox } from './sandbox.ts';

/** What is put in the place of the last word, one a line. */
function candidates(box: Sandbox, words: readonly string[]): string {
  const quoted = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
  return runShell(
    box,
    'bash',
    ['--norc', '-uc'],
    `source <(confman completion bash); source <(confman completion bash)
     COMP_WORDS=(confman ${quoted}); COMP_CWORD=${words.length}; _confman; printf '%s\\n' "\${COMPREPLY[@]-}"`,
  );
}

describe.skipIf(!installed('bash'))('bash', () => {
  test.each([
    [['explain', 'apps/shop/'], 'apps/shop/eu\napps/shop/us\n'],
    [['resolve', '--format', '=', 'js'], 'json\n'],
    [['resolve', '--format', '='], 'pretty\njson\ngithub\ngitlab\nsarif\njunit\nmarkdown\n'],
    [['resolve', '--std'], '--stdout\n'],
    [['resolve', '--report', 'sar'], 'sarif=\n'],
    [['nothing', ''], '\n'],
  ])('%j', (words, wanted) => {
    expect(candidates(hostileTree(), words)).toBe(wanted);
  });

  test.each(['$(touch PWNED)', '`touch PWNED`', '"$(touch PWNED)', ';touch PWNED;', '<(touch PWNED)'])(
    'what is typed is not run: %s',
    (word) => {
      const box = hostileTree();
      candidates(box, ['resolve', word, 'apps/']);
      candidates(box, ['resolve', word]);
      candidates(box, ['-C', word, 'resolve', '']);
      expect(box.has('PWNED')).toBe(false);
    },
  );
});
