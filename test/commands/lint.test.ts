import { describe, expect, it } from 'vitest';
import { Sandbox, sandboxOf, shop } from './sandbox.ts';

const prepared = (files: Readonly<Record<string, string>> = {}): Sandbox => sandboxOf({ ...shop, ...files });
const eu = 'configs/apps/shop/eu/config.json5';
const repeated = { [eu]: '{\n  url: "https://eu.example.com",\n  // why?\n  tls: true,\n  password: "vault://shop/eu",\n}\n' };

describe('confman lint', () => {
  it('has nothing to say of a tidy workspace', () => {
    const { code, stdout, stderr } = prepared().confman(['lint']);
    expect([code, stdout, stderr]).toEqual([0, '', 'Found no errors: all 2 apps are valid\n']);
  });

  it('warns with 0, and with 1 where there are more warnings than allowed', () => {
    const sandbox = prepared(repeated);
    const { code, stderr } = sandbox.confman(['lint']);
    expect(code).toBe(0);
    expect(stderr).toContain('warning[lint/redundant-override]');
    expect(stderr).toContain(`--> ${eu}:4:3 at /tls`);
    expect(stderr).toContain('Run confman lint --fix to correct it\n');
    expect(stderr).not.toContain('shop/eu"');
    expect(sandbox.confman(['lint', '--max-warnings', '1']).code).toBe(0);
    const strict = sandbox.confman(['lint', '--max-warnings', '0']);
    expect([strict.code, strict.stderr.trimEnd().split('\n').at(-1)]).toEqual([1, 'More than --max-warnings 0: there are 1']);
    expect(sandbox.confman(['lint', '--max-warnings', '-1']).code).toBe(2);
  });

  it('fails where the settings make an error of a rule, and is silent where they turn it off', () => {
    const settings = (level: string): Sandbox =>
      prepared({
        ...repeated,
        'confman.json5': `{ secretSchemes: ["vault"], lint: { rules: { "redundant-override": "${level}" } } }`,
      });
    expect(settings('error').confman(['lint']).code).toBe(1);
    expect(settings('off').confman(['lint']).stderr).toBe('Found no errors: all 2 apps are valid\n');
    expect(settings('sometimes').confman(['lint']).code).toBe(2);
  });

  it('corrects, changes no snapshot, and finds nothing the next time', () => {
    const sandbox = prepared(repeated);
    sandbox.confman(['resolve']);
    const before = sandbox.files('resolved').map((path) => sandbox.read(`resolved/${path}`));
    const { code, stderr } = sandbox.confman(['lint', '--fix']);
    expect(code).toBe(0);
    expect(stderr).toBe('Found no errors: all 2 apps are valid\nTook away 1 place in 1 document; every app is what it was\n');
    expect(sandbox.read(eu)).toBe('{\n  url: "https://eu.example.com",\n  password: "vault://shop/eu",\n}\n');
    sandbox.confman(['resolve', '--no-cache']);
    expect(sandbox.files('resolved').map((path) => sandbox.read(`resolved/${path}`))).toEqual(before);
    expect(sandbox.confman(['lint', '--fix']).stderr).toBe('Found no errors: all 2 apps are valid\n');
  });

  it('gives every format what it needs', () => {
    const sandbox = prepared(repeated);
    const { stdout, code } = sandbox.confman(['lint', '--format', 'json', '-q']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      command: 'lint',
      ok: true,
      diagnostics: [
        { code: 'lint/redundant-override', severity: 'warning', file: eu, line: 4, pointer: '/tls', apps: ['apps/shop/eu'] },
      ],
    });
    for (const format of ['github', 'gitlab', 'sarif', 'junit', 'markdown'])
      expect(sandbox.confman(['lint', '--format', format]).stdout).toContain('lint/redundant-override');
  });

  it('writes to the working tree alone', () => {
    const sandbox = prepared(repeated);
    sandbox.commit();
    const { code, stderr } = sandbox.confman(['lint', '--fix', '--rev', 'HEAD']);
    expect(code).toBe(2);
    expect(stderr).toContain('--fix writes to the working tree');
    expect(sandbox.read(eu)).toBe(repeated[eu]);
  });

  it('needs a workspace, and documents of that name', () => {
    expect(new Sandbox().confman(['lint']).code).toBe(2);
    const { code, stderr } = prepared().confman(['lint', 'apps/shop/ue']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('workspace/id-not-found')]);
  });

  it('shows no secret in an array, in what a directive adds, and in documents that nothing reaches', () => {
    const secret = { 'x-confman-secret-ref': true };
    const schema = { properties: { keys: { items: { properties: { pw: secret } } }, on: { type: 'boolean' } } };
    const sandbox = prepared({
      'configs/a/config.json5': '{ $schema: "schemas/a/v1", on: true, keys: { $append: [{ pw: "hunter2" }] } }',
      'configs/a/cascade.json5': '{ layers: [{ id: "system/a" }, { id: "{app}" }] }',
      'configs/system/a.json5': '{ on: true, keys: [{ pw: "hunter2" }] }',
      'configs/alone.json5': '{ pw: "hunter2" }',
      'schemas/a/v1.json': JSON.stringify(schema),
    });
    const { stderr } = sandbox.confman(['lint']);
    expect(stderr).toContain('at /on');
    expect(stderr).toContain('configs/alone.json5');
    expect(stderr).not.toContain('hunter2');
  });

  it('shows no secret beside what it tells', () => {
    const sandbox = prepared({
      'configs/system/global.json5': '{ tls: true, pool: 10, password: "hunter2" }',
      [eu]: '{ url: "https://eu.example.com", password: "hunter2", tls: true }',
    });
    const { stderr } = sandbox.confman(['lint']);
    expect(stderr).toContain('lint/redundant-override');
    expect(stderr).not.toContain('hunter2');
    expect(sandbox.confman(['lint', '--format', 'json']).stdout).not.toContain('hunter2');
  });
});
