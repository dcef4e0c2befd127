import { expect, it } from 'vitest';
import { migrationOf } from './migration-of.ts';
import { migrate, sourceOf, valueOf } from './document.ts';

const steps = [
  { move: '/a/b', to: '/c/d/e', emptied: 'remove' },
  { rename: '/f', to: 'g' },
  { wrap: '/g' },
  { add: '/h', value: { i: [1] } },
];

it.each(['\r\n', '\r', '\n'])('lines end as they did: %j', (end) => {
  const text = [
    '{',
    '  // of a',
    '  a: {',
    '    // one',
    '    // two',
    '    b: "x", // three',
    '  },',
    '  f: 1, // four',
    '  c: {},',
    '}',
    '',
  ].join(end);
  const after = [
    '{',
    '  f: 1, // four',
    '  c: {',
    '    d: {',
    '      // of a',
    '      // one',
    '      // two',
    '      e: "x", // three',
    '    },',
    '  },',
    '}',
    '',
  ];
  const { value } = migrate(sourceOf(text), migrationOf(steps.slice(0, 1)).steps);
  expect(value?.text.split(end)).toEqual(after);
  const all = migrate(sourceOf(text), migrationOf(steps).steps).value?.text ?? '';
  expect(all.replaceAll(end, '')).not.toMatch(/[\r\n]/);
});

it.each(['\r\n', '\n'])('in YAML too: %j', (end) => {
  const text = ['# top', '', 'a:', '  # one', '  b: x # two', '  z: 1', 'f: 1 # four', 'c:', '  y: 0', ''].join(end);
  const { value } = migrate(
    sourceOf(text, 'yaml'),
    migrationOf([
      { move: '/a/b', to: '/c/d/e' },
      { rename: '/f', to: 'g' },
    ]).steps,
  );
  expect(value?.text.split(/\r?\n/)).toEqual([
    '# top',
    '',
    'a:',
    '  z: 1',
    'g: 1 # four',
    'c:',
    '  y: 0',
    '  d:',
    '    # one',
    '    e: x # two',
    '',
  ]);
  expect(valueOf(sourceOf(value?.text ?? '', 'yaml'))).toEqual({ a: { z: 1 }, c: { d: { e: 'x' }, y: 0 }, g: 1 });
});
