import { expect, test } from 'vitest';
import { wantsColour, type ColourFacts } from '../../src/diagnostics/colour.ts';

const cases: readonly [name: string, facts: ColourFacts, expected: boolean][] = [
  ['a terminal', { when: 'auto', env: { TERM: 'xterm' }, isTTY: true }, true],
  ['a pipe', { when: 'auto', env: {}, isTTY: false }, false],
  ['a dumb terminal', { when: 'auto', env: { TERM: 'dumb' }, isTTY: true }, false],
  ['NO_COLOR', { when: 'auto', env: { NO_COLOR: '1' }, isTTY: true }, false],
  ['an empty NO_COLOR says nothing', { when: 'auto', env: { NO_COLOR: '' }, isTTY: true }, true],
  ['FORCE_COLOR in a pipe', { when: 'auto', env: { FORCE_COLOR: '1' }, isTTY: false }, true],
  ['FORCE_COLOR=0', { when: 'auto', env: { FORCE_COLOR: '0' }, isTTY: true }, false],
  ['FORCE_COLOR=false', { when: 'auto', env: { FORCE_COLOR: 'false' }, isTTY: true }, false],
  ['an empty FORCE_COLOR says nothing', { when: 'auto', env: { FORCE_COLOR: '' }, isTTY: false }, false],
  ['FORCE_COLOR before NO_COLOR', { when: 'auto', env: { FORCE_COLOR: '1', NO_COLOR: '1' }, isTTY: false }, true],
  ['FORCE_COLOR before a dumb terminal', { when: 'auto', env: { FORCE_COLOR: '1', TERM: 'dumb' }, isTTY: true }, true],
  ['--color always before all', { when: 'always', env: { NO_COLOR: '1', FORCE_COLOR: '0' }, isTTY: false }, true],
  ['--color never before all', { when: 'never', env: { FORCE_COLOR: '1' }, isTTY: true }, false],
];

test.each(cases)('%s', (_, facts, expected) => {
  expect(wantsColour(facts)).toBe(expected);
});
