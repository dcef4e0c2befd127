import { describe, expect, test } from 'vitest';
import { evolvingShop, schemaText, shopV2, shopV2Wide } from './evolving-shop.ts';
import { repositoryOf, Sandbox, sandboxOf } from './sandbox.ts';

interface DiffJson {
  readonly mode: string;
  readonly verdict: string;
  readonly ok: boolean;
  readonly changes: readonly { readonly rule: string; readonly path: string; readonly approved: object | null }[];
  readonly witness?: unknown;
  readonly comparisons?: readonly { readonly old: string; readonly verdict: string }[];
  readonly configs?: { readonly apps: object; readonly diagnostics: readonly object[] };
  readonly diagnostics: readonly { readonly code: string }[];
}

const ofShop = (): Sandbox => repositoryOf({ ...evolvingShop, 'schemas/shop/v2.json': shopV2 }, 'two versions');

function diff(box: Sandbox, ...args: readonly string[]): { readonly code: number | null; readonly json: DiffJson } {
  const { code, stdout } = box.confman(['schema', 'diff', '--format', 'json', ...args], {
    env: { SOURCE_DATE_EPOCH: '1778690000' },
  });
  return { code, json: JSON.parse(stdout) as DiffJson };
}

describe('naming schemas', () => {
  test('ids, families, versions, paths, commits and files, with and without schemas/', () => {
    const box = ofShop();
    box.write('old.json5', '// A file.\n{ type: "string" }');
    box.write('new.yaml', 'type: [string, number]\n');
    const rules = (...names: readonly string[]): readonly string[] => diff(box, ...names).json.changes.map(({ rule }) => rule);
    const told = rules('schemas/shop/v1', 'schemas/shop/v2');
    expect(told).toContain('maximum-lowered');
    expect(rules('shop@1', 'shop')).toEqual(told);
    expect(rules('HEAD:schemas/shop/v1.json', './schemas/shop/v2.json')).toEqual(told);
    expect(rules('main:shop@v1', 'HEAD:shop')).toEqual(told);
    expect(rules('old.json5', 'new.yaml')).toEqual(['type-widened']);
  });

  test('a file beside the tree may refer to what is in it', () => {
    const box = ofShop();
    box.write('draft/shop.json', shopV2.replace('../shared/color.json', '../schemas/shared/color.json'));
    expect(diff(box, 'shop@2', 'draft/shop.json')).toMatchObject({ code: 0, json: { verdict: 'compatible', changes: [] } });
    box.write('draft/shop.json', shopV2.replace('../shared/color.json', 'schemas/shared/color'));
    expect(diff(box, 'shop@2', 'draft/shop.json', '--against-configs').json.configs?.apps).toMatchObject({
      total: 2,
      failing: 2,
    });
  });

  test('files outside of every workspace', () => {
    const box = sandboxOf({ 'a.json': '{ "maximum": 3 }', 'b.json': '{ "maximum": 2 }' });
    const { code, json } = diff(box, 'a.json', 'b.json', '--mode', 'backward');
    expect(code).toBe(1);
    expect(json).toMatchObject({ mode: 'backward', verdict: 'breaking', changes: [{ rule: 'maximum-lowered', path: '' }] });
    expect(json.witness).toBeGreaterThan(2);
  });

  test.each([
    [['schemas/shop/v1', 'schemas/shop/v9'], 'schema/not-found'],
    [['schemas/shop/v1', 'shop@two'], 'retention/bad-version'],
    [['schemas/shop/v1', 'schemas/shop/V2'], 'retention/bad-version'],
    [['nowhere:schemas/shop/v1.json', 'schemas/shop/v2'], 'retention/unknown-revision'],
    [['HEAD:../x.json', 'schemas/shop/v2'], 'retention/outside-repository'],
    [['HEAD:schemas/shop/v9.json', 'schemas/shop/v2'], 'schema/not-found'],
    [['schemas', 'schemas/shop/v2'], 'workspace/unreadable'],
    [['schemas/shop/broken', 'schemas/shop/v2'], 'schema/'],
  ])('what cannot be found or used is exit code 2: %j', (names, code) => {
    const box = ofShop();
    box.write('schemas/shop/broken.json', '{ "type": "sting" }');
    const { code: exit, json } = diff(box, ...names);
    expect({ exit, known: json.diagnostics[0]?.code }).toEqual({ exit: 2, known: expect.stringMatching(`^${code}`) });
  });
});

describe('what is compared', () => {
  test('the mode is that of the family, unless one is named', () => {
    const box = ofShop();
    expect(diff(box, 'shop@1', 'shop@2').json.mode).toBe('policy');
    box.write('schemas/shop/family.json5', '{ compatibility: "forward" }');
    expect(diff(box, 'shop@1', 'shop@2').json.mode).toBe('forward');
    expect(diff(box, 'shop@1', 'shop@2', '--mode', 'full').json).toMatchObject({ mode: 'full', verdict: 'breaking', ok: false });
  });

  test('a schema and itself have no changes', () => {
    const { code, json } = diff(ofShop(), 'shop@2', 'shop@2', '--mode', 'full');
    expect({ code, changes: json.changes, verdict: json.verdict }).toEqual({ code: 0, changes: [], verdict: 'compatible' });
  });

  test('what cannot be decided fails, unless that is allowed', () => {
    const box = sandboxOf({ 'a.json': '{ "default": 1 }', 'b.json': '{}' });
    const args = ['a.json', 'b.json'];
    expect(diff(box, ...args)).toMatchObject({ code: 1, json: { verdict: 'unknown' } });
    expect(diff(box, ...args, '--allow-unknown')).toMatchObject({ code: 0, json: { verdict: 'unknown', ok: true } });
  });

  test('all earlier versions with --transitive', () => {
    const box = ofShop();
    box.write('schemas/shop/v3.json', shopV2);
    const { code, json } = diff(box, 'shop@2', 'shop@3', '--transitive', '--mode', 'backward');
    expect(code).toBe(1);
    expect(json.changes).toEqual([]);
    expect(json.comparisons?.map(({ old, verdict }) => [old, verdict])).toEqual([
      ['schemas/shop/v1', 'breaking'],
      ['schemas/shop/v2', 'compatible'],
    ]);
  });

  test('apps and fragments with --against-configs, by cause', () => {
    const box = ofShop();
    box.write('configs/parts/shop.json5', '{ $schema: "schemas/shop/v1", pool: 90 }');
    const { code, json } = diff(box, 'shop@1', 'shop@2', '--against-configs');
    expect(code).toBe(1);
    expect(json.configs).toMatchObject({
      apps: { total: 2, failing: 2, failingBefore: 0, migrated: 0, ids: ['apps/shop/eu', 'apps/shop/us'] },
      fragments: { total: 1, failing: ['parts/shop'] },
      diagnostics: [
        { file: 'configs/apps/shop/us/config.json5', line: 1, apps: ['apps/shop/us'] },
        { file: 'configs/parts/shop.json5', line: 1, apps: [] },
        { file: 'configs/system/global.json5', line: 5, apps: ['apps/shop/eu', 'apps/shop/us'] },
      ],
    });
    const text = box.confman(['schema', 'diff', 'shop@1', 'shop@2', '--against-configs']);
    expect(text.stdout).toContain('2 of 2 apps fail with schemas/shop/v2; 1 of 1 fragment fails with schemas/shop/v2');
  });

  test('a schema without a family has no apps', () => {
    const box = ofShop();
    const { code, json } = diff(box, 'schemas/shared/color', 'schemas/shared/color', '--against-configs');
    expect({ code, found: json.diagnostics.map((each) => each.code) }).toEqual({ code: 2, found: ['schema-diff/no-family'] });
  });
});

test('what was accepted is shown, and fails no more', () => {
  const box = ofShop();
  const approvals = [
    { rule: 'maximum-lowered', path: 'pool', to: 'v2', reason: 'Nobody has more', by: 'ada', until: '2026-05-13' },
    { rule: 'property-removed-closed', path: 'timeoutMs', to: 'v2', reason: 'Renamed', by: 'ada' },
  ];
  box.write('schemas/shop/approvals.json5', JSON.stringify({ approvals }));
  const { code, json } = diff(box, 'shop@1', 'shop@2');
  expect({ code, verdict: json.verdict, ok: json.ok }).toEqual({ code: 0, verdict: 'breaking', ok: true });
  const accepted = json.changes.filter(({ approved }) => approved !== null).map(({ path }) => path);
  expect(accepted).toEqual(['pool', 'timeoutMs']);
  const later = box.confman(['schema', 'diff', 'shop@1', 'shop@2'], { env: { SOURCE_DATE_EPOCH: '1799999999' } });
  expect(later.code).toBe(1);
  expect(later.stdout).toContain('retention/approval-expired');
});

interface Scanned {
  readonly tool: {
    readonly driver: { readonly rules: readonly { readonly id: string; readonly shortDescription: { readonly text: string } }[] };
  };
  readonly results: readonly { readonly ruleId: string; readonly ruleIndex: number; readonly level: string }[];
}

describe('what is printed', () => {
  test.each(['pretty', 'github', 'gitlab', 'sarif', 'junit', 'markdown'])('%s names the change and its place', (format) => {
    const box = ofShop();
    const { code, stdout } = box.confman(['schema', 'diff', 'shop@1', 'shop@2', '--format', format]);
    expect(code).toBe(1);
    expect(stdout).toContain('schemas/shop/v2.json');
    expect(stdout).toContain('maximum-lowered');
  });

  test('scanners know a change by its rule, and what it does by its level', () => {
    const { stdout } = ofShop().confman(['schema', 'diff', 'shop@1', 'shop@2', '--format', 'sarif']);
    const [run] = (JSON.parse(stdout) as { readonly runs: readonly Scanned[] }).runs;
    const lowered = run?.results.find(({ ruleId }) => ruleId === 'schema-diff/maximum-lowered');
    expect(lowered?.level).toBe('error');
    const rule = run?.tool.driver.rules[lowered?.ruleIndex ?? -1];
    expect([rule?.id, rule?.shortDescription.text]).toEqual(['schema-diff/maximum-lowered', 'Upper bound added or lowered']);
    const gitlab = ofShop().confman(['schema', 'diff', 'shop@1', 'shop@2', '--format', 'gitlab']).stdout;
    expect(gitlab).toContain('"check_name": "schema-diff/maximum-lowered"');
  });

  test('both versions side by side, or one above the other', () => {
    const box = ofShop();
    const { stdout } = box.confman(['schema', 'diff', 'shop@1', 'shop@2']);
    expect(stdout).toMatch(/"maximum": 100 +┃ +18 │ +"maximum": 15/);
    expect(stdout.split('\n').every((line) => line.startsWith('hint:') || line.length <= 120)).toBe(true);
  });

  test('a report for a pull request stays below the limit of its host, and says what was cut', () => {
    const box = new Sandbox();
    const properties = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`field-${i}`, { type: 'string' }]));
    box.write('a.json', JSON.stringify({ additionalProperties: false, properties }));
    box.write('b.json', JSON.stringify({ additionalProperties: false, properties: {} }));
    const { stdout } = box.confman(['schema', 'diff', 'a.json', 'b.json', '--format', 'markdown']);
    expect(Buffer.byteLength(stdout)).toBeLessThan(61_000);
    expect(stdout).toMatch(/Cut for length: \d+ changes of 1000/);
  });

  test('values of secrets are shown nowhere', () => {
    const secret = (value: string): string =>
      schemaText({ token: { type: 'string', 'x-confman-secret-ref': true, default: value, enum: [value] } });
    const box = sandboxOf({ 'a.json': secret('vault://a/hunter1'), 'b.json': secret('vault://a/hunter2') });
    box.write('configs/x.json5', '{}');
    box.write('schemas/shared/color.json', '{}');
    box.write('schemas/s/v1.json', secret('vault://a/hunter1'));
    box.write('schemas/s/v2.json', secret('vault://a/hunter2'));
    for (const format of ['pretty', 'json', 'github', 'gitlab', 'sarif', 'junit', 'markdown']) {
      const { stdout, stderr } = box.confman(['schema', 'diff', 's@1', 's@2', '--mode', 'full', '--format', format]);
      expect(`${stdout}${stderr}`.match(/hunter\d/g), format).toBe(null);
    }
  });

  test('nor are values in the place of one, in the lines of other findings', () => {
    const password = { 'x-confman-secret-ref': true, default: 'hunter1', enum: ['hunter2'], maxLength: 9, 'x-confman-foo': 1 };
    const text = (maxLength: number): string => JSON.stringify({ properties: { password: { ...password, maxLength } } });
    const box = sandboxOf({ 'confman.json5': '{}', 'schemas/s/v1.json': text(9), 'schemas/s/v2.json': text(8) });
    for (const args of [
      ['schema', 'diff', 's@1', 's@2', '--mode', 'full'],
      ['validate'],
      ['schema', 'export', 's@2', '--out', 'x.json'],
    ]) {
      const { stdout, stderr } = box.confman(args);
      expect(`${stdout}${stderr}`).toContain('v2.json');
      expect(`${stdout}${stderr}`).not.toMatch(/hunter/);
    }
  });
});

test('a wide version is compatible with what it widens', () => {
  const box = ofShop();
  box.write('schemas/shop/v3.json', shopV2Wide);
  const { code, stdout } = box.confman(['schema', 'diff', 'shop@2', 'shop@3', '--mode', 'backward']);
  expect({ code, stdout }).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('schemas/shop/v3 is compatible with schemas/shop/v2'),
  });
});
