import { expect, test } from 'vitest';
import { sandboxOf } from './sandbox.ts';

const schema =
  '{ "properties": { "pw": { "x-confman-secret-ref": true }, "db": { "properties": { "pw": { "x-confman-secret-ref": true } } } } }';

test.each(['pretty', 'markdown'])('a value in the place of a secret that a later layer hides is in no excerpt (%s)', (format) => {
  const box = sandboxOf({
    'schemas/a/v1.json': schema,
    'configs/g.json5': '{ pw: "hunter2", o: {}, db: { pw: "hunter2", x: 1 } }',
    'configs/a/config.json5': '{ $schema: "schemas/a/v1", pw: "vault://p/x", o: 1, db: 1 }',
    'configs/a/cascade.json5': '{ layers: [{ id: "g" }, { id: "{app}" }] }',
  });
  for (const command of ['validate', 'resolve']) {
    const { stdout, stderr } = box.confman([command, '--format', format]);
    expect(stdout + stderr).toContain('kind-changed');
    expect(stdout + stderr).not.toContain('hunter2');
  }
});

test('a default for certain environments is filled in there, and nowhere else', () => {
  const only = (environment: string): string =>
    `{ "type": "integer", "default": 5, "x-confman-allowed-environments": ["${environment}"] }`;
  const box = sandboxOf({
    'schemas/a/v1.json': `{ "properties": { "p": ${only('prod')}, "d": ${only('dev')} } }`,
    'configs/namespace.json5': '{ vars: { environment: "prod" } }',
    'configs/a/config.json5': '{ $schema: "schemas/a/v1" }',
  });
  expect(JSON.parse(box.confman(['resolve', 'a', '--stdout', '--bare']).stdout)).toEqual({ p: 5 });
  expect(box.confman(['resolve']).code).toBe(0);
  expect(JSON.parse(box.read('resolved/a.json')).data).toEqual({ p: 5 });
  expect(box.confman(['explain', 'a', '/p']).stdout).toContain('the default of the schema');
});
