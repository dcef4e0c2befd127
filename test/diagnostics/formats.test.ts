import { expect, test } from 'vitest';
import { formats, render, type FormatName } from '../../src/diagnostics/formats.ts';
import { reportOf } from './build-report.ts';

const names = ['pretty', 'json', 'github', 'gitlab', 'sarif', 'junit', 'markdown'] satisfies FormatName[];

test('the registry holds the formats of the specification and cannot be changed', () => {
  expect(Object.keys(formats)).toEqual(names);
  expect(Object.isFrozen(formats)).toBe(true);
});

test.each(names)('%s says something of a clean run', (name) => {
  expect(render(reportOf([]), name, { colour: false, width: 80 }).trim()).not.toBe('');
});
