import { expect, test } from 'vitest';
import { visibleLines } from '../../src/diagnostics/visible-lines.ts';

test('lines stay lines, and nothing in them gives a terminal orders', () => {
  expect(visibleLines('{\n  "a": "\u009b31m\u202e",\n  "b": "é"\n}')).toBe('{\n  "a": "\\u009b31m\\u202e",\n  "b": "é"\n}');
  expect(visibleLines(`x${'y'.repeat(10_000)}`)).toHaveLength(10_001);
});
