import { describe, expect, test } from 'vitest';
import type { ChangeGroup, EffectiveView } from '../../src/effective-diff/effective-view.ts';
import { viewMarkdown } from '../../src/effective-diff/view-markdown.ts';
import { viewPretty } from '../../src/effective-diff/view-pretty.ts';

const place = { file: 'configs/system/global.json5', line: 12, column: 9, endLine: 12, endColumn: 11, masked: [] };

function change(changes: Partial<ChangeGroup> = {}): ChangeGroup {
  return {
    kind: 'changed',
    path: '/db/pool',
    oldPointer: '/db/pool',
    newPointer: '/db/pool',
    before: 10,
    after: 20,
    secret: false,
    cause: { kind: 'set', side: 'head', place, now: undefined, detail: undefined },
    apps: Array.from({ length: 412 }, (_, i) => `apps/a${String(i).padStart(3, '0')}`),
    ...changes,
  };
}

function view(changes: readonly ChangeGroup[], more: Partial<EffectiveView> = {}): EffectiveView {
  return {
    command: 'diff',
    base: { name: 'main', commit: '1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d' },
    head: { name: 'the working tree', commit: null },
    compared: 1000,
    changed: changes.flatMap(({ apps }) => apps),
    changes,
    cut: 0,
    schemas: [],
    validity: [],
    findings: [],
    added: [],
    removed: [],
    unknown: [],
    named: [],
    ...more,
  };
}

const options = { colour: false, width: 100, most: 100, verbose: false };

describe('for people', () => {
  test('one line where it fits', () => {
    expect(viewPretty(view([change()]), options)).toBe(
      [
        '412 apps: /db/pool 10 → 20, set at configs/system/global.json5:12:9',
        '  apps/a000, apps/a001, apps/a002 and 409 more',
        '',
        '1 effective change in 412 of 1000 apps: main (1a2b3c4) → the working tree',
        '',
      ].join('\n'),
    );
  });

  test('lines of their own where it does not; no line is wider than the terminal but for names of files', () => {
    const long = change({ before: 'a'.repeat(300), after: '界'.repeat(20), apps: ['apps/a'] });
    const lines = viewPretty(view([long]), { ...options, width: 60 }).split('\n');
    expect(lines.slice(0, 4)).toEqual([
      'apps/a: /db/pool',
      expect.stringMatching(/^ {2}- "a{52}…$/),
      `  + "${'界'.repeat(20)}"`,
      '  set at configs/system/global.json5:12:9',
    ]);
  });

  test('what a file says gives a terminal no orders', () => {
    const hostile = change({ path: '/\u001b]0;x\u0007', after: '\u202e\u001b[2J', apps: ['apps/a'] });
    const text = viewPretty(view([hostile], { base: { name: '\u001b[31m', commit: null } }), options);
    for (const order of ['\u001b', '\u0007', '\u202e']) expect(text).not.toContain(order);
  });

  test('where only some places were looked at, nothing is said of the others', () => {
    const last = (more: Partial<EffectiveView>, changes: readonly ChangeGroup[] = []): string | undefined =>
      viewPretty(view(changes, more), options).trimEnd().split('\n').at(-1);
    const sides = 'in main (1a2b3c4) and the working tree';
    expect(last({ pointers: ['/htp'] })).toBe(`No effective change at /htp: all 1000 apps are the same there, ${sides}`);
    expect(last({ pointers: ['/a', '/b'], compared: 1 })).toBe(
      `No effective change at /a, /b: the app is the same there, ${sides}`,
    );
    expect(last({ pointers: ['/db'] }, [change({ apps: ['apps/a'] })])).toBe(
      '1 effective change at /db in 1 of 1000 apps: main (1a2b3c4) → the working tree',
    );
    const apps = { command: 'compare', base: { name: 'apps/a', commit: null }, head: { name: 'apps/b', commit: null } } as const;
    expect(last({ ...apps, pointers: ['/htp'] })).toBe('No difference at /htp between apps/a and apps/b');
    expect(last({ ...apps, pointers: ['/db'] }, [change()])).toBe('1 difference at /db between apps/a and apps/b');
  });

  test('where there are no others nothing is said of them', () => {
    const text = viewPretty(view([], { compared: 0, added: ['apps/a'] }), options);
    expect(text).toContain('\n1 app added: main (1a2b3c4) → the working tree\n');
  });

  test('what is not shown is counted', () => {
    const many = Array.from({ length: 5 }, (_, i) => change({ path: `/k${i}`, apps: ['apps/a'] }));
    expect(viewPretty(view(many, { cut: 7 }), { ...options, most: 2 })).toContain(
      '3 more changes not shown; raise --max-diagnostics to see them\n7 more changes of single apps, too many to be listed\n',
    );
  });
});

describe('for a pull request', () => {
  test('nothing in it is interpreted, and nobody is called', () => {
    const hostile = change({ path: '/`<img>`', after: '@everyone | <script> [x](y)', apps: ['apps/a'] });
    const line = viewMarkdown(view([hostile]))
      .split('\n')
      .find((each) => each.startsWith('- '));
    expect(line).toBe(
      '- `apps/a`: `` /`<img>` `` `10` → `"@everyone | <script> [x](y)"`, set at `configs/system/global.json5:12:9`',
    );
  });

  test('errors leave room for the changes', () => {
    const apps = ['apps/a'];
    const findings = Array.from({ length: 900 }, (_, i) => ({
      code: 'schema/maximum' as const,
      severity: 'error' as const,
      message: `${i} is too large`.repeat(20),
      pointer: '',
      apps,
      related: [],
    }));
    const validity = [{ before: 'Valid' as const, after: 'Invalid' as const, apps }];
    const invalid = view([change({ apps })], { findings, validity });
    expect(viewMarkdown(invalid)).toContain(
      '  - 890 more findings, told by `confman validate`\n\n- `apps/a`: `/db/pool` `10` → `20`',
    );
    expect(viewPretty(invalid, options)).toContain('  890 more findings, told by confman validate\napps/a: /db/pool 10 → 20');
  });

  test('names of any length keep within the bytes that a comment may have', () => {
    const long = 'n'.repeat(5000);
    const many = Array.from({ length: 400 }, (_, i) => change({ path: `/${long}${i}`, apps: [long, `${long}2`] }));
    const added = Array.from({ length: 5000 }, (_, i) => `${long}${i}`);
    const text = viewMarkdown(view(many, { added, removed: added, named: many, base: { name: long, commit: null } }));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
    expect(text).toMatch(/Cut for length: \d+ of 400 changes\./);
  });
});
