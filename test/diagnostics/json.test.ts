import { expect, test } from 'vitest';
import { render } from '../../src/diagnostics/formats.ts';
import { findingOf, placeOf, reportOf } from './build-report.ts';

const text = '{\n  a: 1,\n}\n';
const options = { colour: true, width: 10 };

test('the shape that the specification names, with nulls for what is not there', () => {
  const report = reportOf(
    [
      findingOf({ message: 'nowhere' }),
      findingOf({
        code: 'cascade/kind-changed',
        severity: 'warning',
        message: '"/a" was an object and becomes a number',
        place: placeOf('configs/x.json5', text, 'a'),
        pointer: '/a',
        apps: ['apps/a', 'apps/b'],
        related: [{ message: 'before', place: placeOf('configs/y.json5', text, '1') }],
        hint: 'Remove it',
      }),
    ],
    { ok: false, apps: { total: 2, valid: 1, invalid: 1, rebuilt: 2, unchanged: 0 }, omitted: 4 },
  );
  expect(JSON.parse(render(report, 'json', options))).toEqual({
    formatVersion: 1,
    version: '0.1.0',
    command: 'validate',
    ok: false,
    apps: { total: 2, valid: 1, invalid: 1, rebuilt: 2, unchanged: 0 },
    omitted: 4,
    diagnostics: [
      {
        code: 'documents/syntax',
        severity: 'error',
        message: 'nowhere',
        file: null,
        line: null,
        column: null,
        endLine: null,
        endColumn: null,
        pointer: '',
        apps: [],
        related: [],
        hint: null,
      },
      {
        code: 'cascade/kind-changed',
        severity: 'warning',
        message: '"/a" was an object and becomes a number',
        file: 'configs/x.json5',
        line: 2,
        column: 3,
        endLine: 2,
        endColumn: 4,
        pointer: '/a',
        apps: ['apps/a', 'apps/b'],
        related: [{ message: 'before', file: 'configs/y.json5', line: 2, column: 6, endLine: 2, endColumn: 7 }],
        hint: 'Remove it',
      },
    ],
  });
});
