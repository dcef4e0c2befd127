import { describe, expect, test } from 'vitest';
import { repositoryOf, type Sandbox, shop } from './sandbox.ts';

interface Told {
  readonly changed: boolean;
  readonly apps: { readonly compared: number; readonly changed: readonly string[]; readonly unknown: readonly string[] };
  readonly changes: readonly {
    readonly kind: string;
    readonly path: string;
    readonly before?: unknown;
    readonly after?: unknown;
    readonly secret: boolean;
    readonly cause: {
      readonly kind: string;
      readonly side: string;
      readonly file: string;
      readonly line: number;
      readonly detail: string;
    };
    readonly apps: readonly string[];
  }[];
  readonly schemas: readonly unknown[];
  readonly validity: readonly { readonly before: string; readonly after: string; readonly apps: readonly string[] }[];
  readonly findings: readonly { readonly code: string; readonly file: string }[];
}

function told(box: Sandbox, ...args: string[]): Told {
  const { stdout, stderr, code } = box.confman(['diff', '--format', 'json', ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Told;
}

/** `kind path before → after, cause file:line (n)`. */
function lines(view: Told): string[] {
  return view.changes.map(
    ({ kind, path, before, after, cause, apps }) =>
      `${kind} ${path} ${JSON.stringify(before)} → ${JSON.stringify(after)}, ${cause.kind} ${cause.file}:${cause.line} (${apps.length})`,
  );
}

describe('what a change changes', () => {
  test('a value of a layer, in the apps that do not say otherwise', () => {
    const box = repositoryOf(shop);
    box.write('configs/system/global.json5', '{ tls: true,\n  pool: 30 }');
    expect(lines(told(box))).toEqual(['changed /pool 10 → 30, set configs/system/global.json5:2 (1)']);
    expect(box.confman(['diff']).stdout).toBe(
      'apps/shop/eu: /pool 10 → 30, set at configs/system/global.json5:2:9\n\n' +
        `1 effective change in 1 of 2 apps: main (${box.git('rev-parse', '--short=7', 'HEAD').trim()}) → the working tree\n`,
    );
  });

  test('nothing, when a document only looks different', () => {
    const box = repositoryOf(shop);
    box.write('configs/system/global.json5', '// the same\n{ pool: 10, tls: true }');
    expect(told(box)).toMatchObject({ changed: false, changes: [], apps: { compared: 2, changed: [] } });
    expect(box.confman(['diff', '--exit-code'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^No effective change: all 2 apps are the same/),
    });
  });

  test('an override that is gone: the line that set it, and the one that counts now', () => {
    const box = repositoryOf(shop);
    box.write('configs/apps/shop/us/config.json5', '{ url: "https://us.example.com", password: "vault://shop/us" }');
    expect(box.confman(['diff']).stdout).toContain(
      'no longer set at configs/apps/shop/us/config.json5:1:69 in main, now at configs/system/global.json5:1:20',
    );
  });

  test('a layer that came into the cascade', () => {
    const box = repositoryOf(shop);
    box.write('configs/system/extra.json5', '{ pool: 40 }');
    box.commit();
    const cascade = shop['configs/apps/shop/cascade.json5'] as string;
    box.write('configs/apps/shop/cascade.json5', cascade.replace('{ id: "{app}"', '{ id: "system/extra" }, { id: "{app}"'));
    expect(lines(told(box))).toEqual(['changed /pool 10 → 40, cascade configs/apps/shop/cascade.json5:1 (1)']);
  });

  test('a variable of a namespace that leads a reference elsewhere', () => {
    const box = repositoryOf({
      'configs/namespace.json5': '{ vars: { stage: "test" } }',
      'configs/stages/test.json5': '{ size: 1 }',
      'configs/stages/prod.json5': '{ size: 9 }',
      'configs/a/config.json5': '{ at: { $ref: "stages/{stage}" } }',
    });
    box.write('configs/namespace.json5', '{ vars: { stage: "prod" } }');
    const view = told(box);
    expect(lines(view)).toEqual(['changed /at/size 1 → 9, namespace configs/namespace.json5:1 (1)']);
    expect(view.changes[0]?.cause.detail).toBe('stage');
    box.git('checkout', '--', '.');
    box.write('configs/a/config.json5', '{ at: { $ref: "stages/prod" } }');
    expect(lines(told(box))).toEqual(['changed /at/size 1 → 9, reference configs/a/config.json5:1 (1)']);
  });

  test('a default of a schema, and settings that turn defaults off', () => {
    const files = {
      'confman.json5': '{}',
      'configs/a/config.json5': '{ $schema: "schemas/s/v1" }',
      'schemas/s/v1.json5': '{ properties: { size: { default: 1 } } }',
    };
    const box = repositoryOf(files);
    box.write('schemas/s/v1.json5', '{ properties: { size: { default: 2 } } }');
    expect(lines(told(box))).toEqual(['changed /size 1 → 2, default schemas/s/v1.json5:1 (1)']);
    box.git('checkout', '--', '.');
    box.write('confman.json5', '{ defaults: "ignore" }');
    expect(box.confman(['diff']).stdout).toMatch(/^a: \/size removed 1, by the settings \(defaults\)\n/);
  });

  test('a directive that takes a value away', () => {
    const box = repositoryOf(shop);
    const own = shop['configs/apps/shop/us/config.json5'] as string;
    box.write('configs/apps/shop/us/config.json5', own.replace('pool: 20', 'pool: { $unset: true }'));
    expect(lines(told(box))).toEqual(['removed /pool 20 → undefined, removed configs/apps/shop/us/config.json5:1 (1)']);
  });

  test('elements that are merged by key have moved, and are the same', () => {
    const box = repositoryOf({
      'configs/cascade.json5': '{ layers: [{ id: "{app}" }], merge: { "/t": { strategy: "byKey", key: "name" } } }',
      'configs/a/config.json5': '{ t: [{ name: "x", n: 1 }, { name: "y" }, { name: "z" }] }',
    });
    box.write('configs/a/config.json5', '{ t: [{ name: "z" }, { name: "x", n: 2 }, { name: "y" }] }');
    expect(box.confman(['diff']).stdout.split('\n').slice(0, 2)).toEqual([
      'a: /t[name=z] moved from place 3 to 1, set at configs/a/config.json5:1:7',
      'a: /t[name=x]/n 1 → 2, set at configs/a/config.json5:1:38',
    ]);
  });

  test('apps that came, went, became invalid, or are bound to another schema', () => {
    const box = repositoryOf(shop);
    box.write('configs/apps/shop/br/config.json5', '{ url: "https://br.example.com" }');
    box.remove('configs/apps/shop/us');
    box.write('schemas/shop/v2.json', '{ "properties": { "pool": { "maximum": 5 } } }');
    const cascade = shop['configs/apps/shop/cascade.json5'] as string;
    box.write('configs/apps/shop/cascade.json5', cascade.replace('shop/v1', 'shop/v2'));
    const view = told(box);
    expect(view).toMatchObject({
      apps: { compared: 1, added: ['apps/shop/br'], removed: ['apps/shop/us'] },
      validity: [{ before: 'Valid', after: 'Invalid', apps: ['apps/shop/eu'] }],
      schemas: [{ before: 'schemas/shop/v1', after: 'schemas/shop/v2', apps: ['apps/shop/eu'] }],
      findings: [{ code: 'schema/maximum', file: 'configs/system/global.json5' }],
    });
    expect(view.changes).toEqual([]);
  });

  test('an app that cannot be put together any more, and one that never could', () => {
    const box = repositoryOf({ ...shop, 'configs/b/config.json5': '{ x: { $ref: "nowhere" }, n: 1 }' });
    box.write('configs/apps/shop/us/config.json5', '{ url: ');
    box.write('configs/b/config.json5', '{ x: { $ref: "nowhere" }, n: 2 }');
    expect(told(box)).toMatchObject({
      validity: [{ before: 'Valid', after: 'Broken', apps: ['apps/shop/us'] }],
      apps: { unknown: ['b'] },
    });
    expect(box.confman(['diff', '--exit-code']).code).toBe(1);
    box.git('checkout', '--', 'configs/apps');
    expect(box.confman(['diff', '--exit-code']).code).toBe(2);
    expect(box.confman(['diff']).code).toBe(0);
  });
});

describe('secrets', () => {
  test('another reference is told without either', () => {
    const box = repositoryOf(shop);
    box.write('configs/apps/shop/eu/config.json5', '{ url: "https://eu.example.com", password: "vault://other/place" }');
    for (const format of ['pretty', 'json', 'markdown']) {
      const { stdout } = box.confman(['diff', '--format', format]);
      expect(stdout).toContain('vault://…');
      expect(stdout).not.toMatch(/shop\/eu[^/.:"`]|other\/place/);
    }
    expect(told(box).changes).toMatchObject([{ path: '/password', secret: true, before: 'vault://…', after: 'vault://…' }]);
  });

  test('a value in the place of a reference shows in no form, whichever side says that it is one', () => {
    const box = repositoryOf(shop);
    box.write(
      'configs/apps/shop/eu/config.json5',
      '{ url: "https://eu.example.com", password: { user: "hunter1", all: "hunter2" } }',
    );
    for (const format of ['pretty', 'json', 'markdown'])
      expect(box.confman(['diff', '--format', format]).stdout).not.toContain('hunter');
    box.commit();
    box.write('schemas/shop/v1.json', '{}');
    box.write('configs/apps/shop/eu/config.json5', '{ password: { user: "hunter3" } }');
    for (const format of ['pretty', 'json', 'markdown'])
      expect(box.confman(['diff', '--format', format]).stdout).not.toContain('hunter');
  });

  test('a key by which elements are merged names none of them where it is a secret', () => {
    const box = repositoryOf({
      'configs/cascade.json5': '{ layers: [{ id: "{app}" }], merge: { "/t": { strategy: "byKey", key: "k" } } }',
      'configs/a/config.json5': '{ $schema: "schemas/s/v1", t: [{ k: "hunter1", n: 1 }] }',
      'schemas/s/v1.json5': '{ properties: { t: { items: { properties: { k: { "x-confman-secret-ref": true } } } } } }',
    });
    box.write('configs/a/config.json5', '{ $schema: "schemas/s/v1", t: [{ k: "hunter1", n: 2 }] }');
    expect(lines(told(box))).toEqual(['changed /t/0/n 1 → 2, set configs/a/config.json5:1 (1)']);
    expect(box.confman(['diff']).stdout).not.toContain('hunter');
  });

  test('a value that the array is replaced with as a whole is masked in it', () => {
    const box = repositoryOf(shop);
    box.write(
      'configs/apps/shop/eu/config.json5',
      '{ url: "vault://a/hunter1", password: ["vault://a/hunter2", { "vault://a/hunter3": 1 }] }',
    );
    for (const format of ['pretty', 'json', 'markdown'])
      expect(box.confman(['diff', '--format', format]).stdout).not.toContain('hunter');
  });
});

describe('what is compared with what', () => {
  test('the index, a revision with the working tree, two revisions', () => {
    const box = repositoryOf(shop);
    box.write('configs/system/global.json5', '{ tls: true, pool: 30 }');
    box.git('add', '--all');
    box.write('configs/system/global.json5', '{ tls: true, pool: 40 }');
    expect(lines(told(box, '--staged'))).toEqual(['changed /pool 10 → 30, set configs/system/global.json5:1 (1)']);
    box.commit();
    expect(told(box).changed).toBe(false);
    expect(lines(told(box, 'HEAD~1'))).toEqual(['changed /pool 10 → 40, set configs/system/global.json5:1 (1)']);
    expect(lines(told(box, 'HEAD', 'HEAD~1'))).toEqual(['changed /pool 40 → 10, set configs/system/global.json5:1 (1)']);
    expect(lines(told(box, 'HEAD~1', '--rev', 'HEAD'))).toEqual(lines(told(box, 'HEAD~1')));
  });

  test('what a branch changed since it left the protected one, not what came there later', () => {
    const box = repositoryOf(shop);
    box.git('switch', '--quiet', '--create', 'feature');
    box.git('switch', '--quiet', 'main');
    box.write('configs/system/global.json5', '{ tls: false, pool: 10 }');
    box.commit();
    box.git('switch', '--quiet', 'feature');
    box.write('configs/apps/shop/us/config.json5', '{ url: "https://us.example.com", password: "vault://shop/us", pool: 21 }');
    expect(lines(told(box))).toEqual(['changed /pool 20 → 21, set configs/apps/shop/us/config.json5:1 (1)']);
  });

  test.each([
    ['a revision that is none', ['nowhere'], 'git/unknown-revision'],
    ['an option in the place of one', ['--', '--upload-pack=x'], 'git/unknown-revision'],
    ['an app that is none', ['--app', 'apps/nobody'], 'workspace/app-not-found'],
    ['a pointer that is none', ['--pointer', '/~5'], 'is no JSON Pointer'],
    ['two heads', ['--app', 'apps/shop/eu', 'HEAD', 'HEAD', '--staged'], 'not both'],
    ['a format that it has not', ['--format', 'sarif'], 'diff has no format sarif'],
  ])('%s is told', (_, args, expected) => {
    const ended = repositoryOf(shop).confman(['diff', ...args]);
    expect(ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(expected) });
  });

  test('what an earlier run remembers saves work and hides nothing', () => {
    const box = repositoryOf(shop);
    box.confman(['resolve']);
    expect(told(box).changed).toBe(false);
    box.write('configs/system/global.json5', '{ tls: true, pool: 30 }');
    const expected = ['changed /pool 10 → 30, set configs/system/global.json5:1 (1)'];
    expect(lines(told(box))).toEqual(expected);
    box.confman(['resolve']);
    expect(lines(told(box))).toEqual(expected);
    box.write('configs/apps/namespace.json5', '{ schema: "schemas/shop/v1" }');
    box.remove('configs/apps/shop/cascade.json5');
    expect(lines(told(box))).toEqual(lines(told(box, '--no-cache')));
    expect(told(box).apps.changed).toEqual(['apps/shop/eu', 'apps/shop/us']);
  });

  test('a base from before there was a workspace: every app was added', () => {
    const box = repositoryOf({ 'README.md': 'soon' });
    for (const [path, text] of Object.entries(shop)) box.write(path, text);
    expect(told(box)).toMatchObject({ apps: { compared: 0, added: ['apps/shop/eu', 'apps/shop/us'] } });
  });

  test('a base in which no app can be trusted is told as that', () => {
    const box = repositoryOf({ ...shop, 'configs/System/global.json5': '{}' });
    box.remove('configs/System');
    const { code, stdout, stderr } = box.confman(['diff']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('workspace/id-case');
    expect(stderr).toContain('hint: Compare with another revision: this is so in main');
  });

  test('nothing to compare with: what is missing, and what to do', () => {
    const box = repositoryOf(shop);
    box.git('branch', '-m', 'trunk');
    const ended = box.confman(['diff']);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('Nothing can be compared with the branch "main"');
    expect(ended.stderr).toContain('git fetch origin main');
  });
});

test('--app and --pointer narrow what is told, --exit-code tells by the code', () => {
  const box = repositoryOf(shop);
  box.write('configs/system/global.json5', '{ tls: false, pool: 30 }');
  expect(lines(told(box, '--pointer', 'tls'))).toEqual(['changed /tls true → false, set configs/system/global.json5:1 (2)']);
  expect(lines(told(box, '--app', 'apps/shop/us'))).toEqual(['changed /tls true → false, set configs/system/global.json5:1 (1)']);
  expect(box.confman(['diff', '--exit-code']).code).toBe(1);
  expect(box.confman(['diff', '--exit-code', '--pointer', '/password']).code).toBe(0);
});

test('a comment on a pull request has at most 60 KB, and counts what was cut', () => {
  const keys = Array.from({ length: 900 }, (_, i) => `${'k'.repeat(150)}${i}`);
  const document = (value: number): string => JSON.stringify(Object.fromEntries(keys.map((key) => [key, value])));
  const box = repositoryOf({ 'configs/a/config.json': document(1) });
  box.write('configs/a/config.json', document(2));
  const { stdout } = box.confman(['diff', '--format', 'markdown']);
  expect(Buffer.byteLength(stdout)).toBeLessThanOrEqual(60_000);
  expect(stdout).toMatch(/Cut for length: \d{3} of 900 changes\./);
  expect(stdout.split('\n')[0]).toBe('<!-- confman diff -->');
});

describe('compare', () => {
  test('two apps: what differs, and what differs by their names alone', () => {
    const box = repositoryOf(shop);
    const { stdout, code } = box.confman(['compare', 'apps/shop/eu', 'apps/shop/us', '--format', 'json', '--exit-code']);
    expect(code).toBe(1);
    const view = JSON.parse(stdout) as Told & { readonly named: Told['changes'] };
    expect(lines(view)).toEqual(['changed /pool 10 → 20, origin configs/system/global.json5:1 (1)']);
    expect(view.named.map(({ path, before }) => `${path} ${JSON.stringify(before)}`)).toEqual([
      '/password "vault://…"',
      '/url "https://eu.example.com"',
    ]);
  });

  test('an app with itself', () => {
    const ended = repositoryOf(shop).confman(['compare', 'apps/shop/eu', 'apps/shop/eu', '--exit-code']);
    expect(ended).toMatchObject({ code: 0, stdout: 'No difference between apps/shop/eu and apps/shop/eu\n' });
  });

  test('an app that is none, and one that cannot be put together', () => {
    const box = repositoryOf({ ...shop, 'configs/b/config.json5': '{ x: { $ref: "nowhere" } }' });
    expect(box.confman(['compare', 'apps/shop/eu', 'apps/shop/e'])).toMatchObject({ code: 2, stdout: '' });
    expect(box.confman(['compare', 'apps/shop/eu', 'b'])).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('Nothing can be said: b cannot be put together'),
    });
  });
});
