import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/diagnostics/finding.ts';
import { render } from '../../src/diagnostics/formats.ts';
import { findingOf, placeAt, placeOf, reportOf, spanOf } from './build-report.ts';
import { sampleReport } from './sample-report.ts';

const COLOUR = new RegExp(String.raw`\u001b\[\d+m`, 'g');

function prettyOf(findings: readonly Finding[], width = 80): string {
  return render(reportOf(findings), 'pretty', { colour: false, width });
}

/** The frame of one finding: what stands between its location and the summary. */
function frameOf(finding: Partial<Finding>, width?: number): string[] {
  const lines = prettyOf([findingOf(finding)], width).split('\n');
  return lines.slice(3, lines.indexOf('') - 1).map((line) => line.replace(/^( *[\d:]*) │ ?/, '$1 |'));
}

describe('pretty', () => {
  test('the whole report', () => {
    expect(render(sampleReport, 'pretty', { colour: false, width: 100 }))
      .toBe(`error[workspace/app-not-found] No app matches "apps/biling"; the nearest are "apps/billing"
  = hint: Write apps/billing

error[cascade/final-changed] "/tls/min" is final since layer "global" and cannot be changed
 --> configs/apps/billing/eu-1/config.json5:3:10 at /tls/min
  │
2 │   tls: {
3 │     min: "1.0",
  │          ^^^^^
4 │     ciphers: [
  │
 --> configs/system/global.json5:3:15
  │
3 │   tls: { min: "1.2" },
  │               ----- declared final with this value
  │
  = hint: Remove the key, or take "/tls" out of final in configs/apps/billing/cascade.json5

error[resolver/missing-target] The reference "system/network" has no target; the nearest id is "system/settings/network"
 --> configs/apps/billing/eu-1/config.json5:8:16 at /net/$ref
  │
7 │   },
8 │   net: { $ref: "system/network", },
  │                ^^^^^^^^^^^^^^^^
9 │ }
  │
  = hint: Write { $ref: "system/settings/network" }

warning[cascade/kind-changed] "/tls/ciphers" was a string and becomes an array
 --> configs/apps/billing/eu-1/config.json5:4:14 at /tls/ciphers
  │
3 │       min: "1.0",
4 │ ╭     ciphers: [
  │ │              ^
5 │ │       "a",
6 │ ╰     ],
7 │     },
  │
  = in 3 apps (apps/billing/eu-0001, apps/billing/eu-0002, apps/billing/eu-0003)

error[schema/not-found] Found a string, expected an integer from 1 to 100
 --> configs/system/global.json5:6:11 at /db/pool
  │
5 │     host: "db.internal",
  │     ---- the host that it belongs to
6 │     pool: "ten",
  │           ^^^^^
7 │     password: ••••••••,
  │
  = in 400 apps (apps/billing/eu-0001, apps/billing/eu-0002, ... and 398 more)
  = hint: Replace it with a number, for example 10

Found 4 errors and 1 warning: 401 of 1000 apps are invalid; 12 rebuilt, 587 unchanged
17 more findings are not shown; raise --max-diagnostics to see them
Run confman explain --code workspace/app-not-found to read what a code means
`);
  });

  test('colours only when told so, and then nothing but colours differs', () => {
    const plain = render(sampleReport, 'pretty', { colour: false, width: 100 });
    const coloured = render(sampleReport, 'pretty', { colour: true, width: 100 });
    expect(plain).not.toContain('\u001b');
    expect(coloured).toContain('\u001b[31m\u001b[1merror[cascade/final-changed]');
    expect(coloured.replaceAll(COLOUR, '')).toBe(plain);
  });

  test('nothing found', () => {
    const apps = { total: 25, valid: 25, invalid: 0, rebuilt: 3, unchanged: 22 };
    expect(render(reportOf([], { apps, command: 'resolve' }), 'pretty', { colour: false, width: 80 })).toBe(
      'Found no errors: all 25 apps are valid; 3 rebuilt, 22 unchanged\n',
    );
  });
});

describe('a code frame', () => {
  test('underlines what stands behind tabs, wide and combined characters', () => {
    const text = '{\n\t"日本": "e\u0301", bad: 1,\n}';
    expect(frameOf({ place: placeOf('a', text, 'bad') })).toEqual([
      '1 |{',
      '2 |    "日本": "e\u0301", bad: 1,',
      '  |                 ^^^',
      '3 |}',
    ]);
  });

  test('spells what would act on a terminal, and keeps the underline in place', () => {
    const text = 'x: "\u001b[2J\u202e##[group]", bad: 1';
    expect(frameOf({ place: placeOf('a', text, 'bad') })).toEqual([
      '1 |x: "\\u001b[2J\\u202e##\\u005bgroup]", bad: 1',
      '  |                                    ^^^',
    ]);
  });

  test('cuts a long line around the span', () => {
    const text = `{ "k": "${'x'.repeat(300)}", "port": "eighty", "z": [${'1, '.repeat(3000)}1] }`;
    expect(frameOf({ place: placeOf('a', text, '"eighty"') }, 60)).toEqual([
      '1 |…xxxxxxxxxxxxxxxx", "port": "eighty", "z": [1, 1, 1, 1,…',
      '  |                            ^^^^^^^^',
    ]);
  });

  test('shows the end of a long line when the span is there', () => {
    const text = `${'0123456789'.repeat(20)} "end"`;
    expect(frameOf({ place: placeOf('a', text, '"end"') }, 40)).toEqual([
      '1 |…12345678901234567890123456789 "end"',
      '  |                               ^^^^^',
    ]);
  });

  test('shows a span of many lines by its beginning and its end', () => {
    const text = `{\n  list: [\n${Array.from({ length: 30 }, (_, i) => `    ${i},\n`).join('')}  ],\n}\n`;
    expect(frameOf({ place: placeOf('a', text, text.slice(text.indexOf('['), text.indexOf(']') + 1)) })).toEqual([
      ' 1 |  {',
      ' 2 |╭   list: [',
      '   |│         ^',
      ' 3 |│     0,',
      ' 4 |│     1,',
      ' : |│',
      '33 |╰   ],',
      '34 |  }',
    ]);
  });

  test('points behind the end of a file', () => {
    const text = '{ a: 1\n';
    expect(frameOf({ place: placeAt('a', text, { start: 7, end: 7 }) })).toEqual(['1 |{ a: 1', '2 |', '  |^']);
  });

  test('survives a place that its text does not have', () => {
    const place = { file: 'a', line: 90, column: 7, endLine: 91, endColumn: 1, text: 'x', masked: [] };
    expect(prettyOf([findingOf({ place })])).toContain('--> a:90:7');
  });

  test('puts related places of the same file into it and says where they are cut off', () => {
    const text = `a: 1,\n\n\n\nb: 2, c: "${'x'.repeat(200)}", d: 4`;
    const related = [
      { message: 'first set here', place: placeOf('f', text, 'a') },
      { message: 'too far right', place: placeOf('f', text, 'd: 4') },
    ];
    expect(frameOf({ place: placeOf('f', text, 'b'), related }, 40)).toEqual([
      '1 |a: 1,',
      '  |- first set here',
      ': |',
      '5 |b: 2, c: "xxxxxxxxxxxxxxxxxxxxxxxxx…',
      '  |^',
      '  |… too far right',
    ]);
  });

  test('places without a text are told in words, and many of them are counted', () => {
    const place = { ...placeOf('gone.json5', 'a', 'a'), text: undefined };
    const related = Array.from({ length: 11 }, (_, i) => ({ message: `hop ${i}`, place: { ...place, line: i + 1 } }));
    const lines = prettyOf([findingOf({ place, related })]).split('\n');
    expect(lines.slice(1, 4)).toEqual([' --> gone.json5:1:1', ' --> gone.json5:1:1: hop 0', ' --> gone.json5:2:1: hop 1']);
    expect(lines).toContain('  = and 3 more places');
  });

  test.each(['\n', '\r\n', '\r'])('reads files whose lines end with %j', (end) => {
    const text = ['{', '  a: 1,', '  b: 2,', '}', ''].join(end);
    expect(frameOf({ place: placeOf('a', text, 'b') })).toEqual(['2 |  a: 1,', '3 |  b: 2,', '  |  ^', '4 |}']);
  });
});

test('errors beside apps that are valid: the one does not sound like the reason of the other', () => {
  const apps = { total: 3, valid: 3, invalid: 0, rebuilt: 0, unchanged: 0 };
  const last = (severity: 'error' | 'warning', changes: Partial<typeof apps> = {}): string | undefined => {
    const report = { ...reportOf([findingOf({ severity })]), apps: { ...apps, ...changes } };
    return render(report, 'pretty', { colour: false, width: 80 })
      .split('\n')
      .find((line) => line.startsWith('Found'));
  };
  expect(last('error')).toBe('Found 1 error, though all 3 apps are valid');
  expect(last('warning')).toBe('Found 1 warning: all 3 apps are valid');
  expect(last('error', { valid: 2, invalid: 1 })).toBe('Found 1 error: 1 of 3 apps is invalid');
});

describe('masked parts', () => {
  const text = 'user: "root",\npassword: "hunter2-hunter2", port: 1,\nnote: "x",\n';
  const bullets = 'password: ••••••••, port: 1,';

  test('are bullets of one length, and marks keep their place', () => {
    const masked = [spanOf(text, '"hunter2-hunter2"')];
    expect(frameOf({ place: placeOf('a', text, 'port', masked) })).toEqual([
      '1 |user: "root",',
      `2 |${bullets}`,
      '  |                    ^^^^',
      '3 |note: "x",',
    ]);
    expect(frameOf({ place: placeOf('a', text, '"hunter2-hunter2"', masked) })).toContain('  |          ^^^^^^^^');
  });

  test('are masked where another finding or a related place shows the file', () => {
    const masked = [spanOf(text, '"hunter2-hunter2"')];
    const output = prettyOf([
      findingOf({ place: placeOf('a', text, 'note') }),
      findingOf({ place: placeOf('b', 'b: 1', 'b'), related: [{ message: 'see', place: placeOf('a', text, 'user', masked) }] }),
    ]);
    expect(output).not.toContain('hunter2');
    expect(output).toContain(bullets);
  });

  test('that touch or overlap become one', () => {
    const masked = [spanOf(text, 'ter2-hunter2"'), spanOf(text, '"hunter'), spanOf(text, '-hunter2"')];
    expect(frameOf({ place: placeOf('a', text, 'port', masked) })).toContain(`2 |${bullets}`);
  });
});
