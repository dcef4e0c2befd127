import { describe, expect, test } from 'vitest';
import { render } from '../../../src/diagnostics/formats.ts';
import { Compilers } from '../../../src/pipeline/build-apps.ts';
import { toFindings } from '../../../src/pipeline/to-findings.ts';
import { validatedWorkspace } from '../validated-workspace.ts';

const schema = {
  type: 'object',
  required: ['url'],
  properties: {
    url: { type: 'string' },
    db: { type: 'object', required: ['host'], properties: { password: { 'x-confman-secret-ref': true } } },
    vault: { 'x-confman-secret-ref': true, minProperties: 2 },
  },
};

/** What the findings of an app show of its config, without the words around. */
async function shown(config: string): Promise<string> {
  const workspace = await validatedWorkspace({
    'configs/a/config.json5': config,
    'schemas/s/v1.json': JSON.stringify(schema),
  });
  const { diagnostics } = new Compilers(workspace).recording.compile('a' as never);
  const findings = toFindings(diagnostics.map((diagnostic) => ({ diagnostic, apps: new Set(['a']) })));
  const apps = { total: 1, valid: 0, invalid: 1, rebuilt: 0, unchanged: 0 };
  const report = { command: 'validate', ok: false, apps, findings, omitted: 0, version: '0' };
  return render(report, 'pretty', { colour: false, width: 100 });
}

describe('an object that holds a secret', () => {
  test('shows its keys and none of its values', async () => {
    const text = await shown('{\n  $schema: "schemas/s/v1",\n  db: { host: "db.int", password: "hunter2" },\n  pool: 5,\n}');
    expect(text).toContain('error[schema/required] The property "url" is missing');
    expect(text).toContain('db: { host: ••••••••, password: •••••••• },');
    expect(text).toContain('pool: ••••••••');
    expect(text).not.toMatch(/hunter2|db\.int/);
  });

  test('of a part of the data does so too', async () => {
    const text = await shown('{ $schema: "schemas/s/v1", url: "u", db: { password: "hunter2", list: ["hunter3"] } }');
    expect(text).toContain('url: "u", db: { password: ••••••••, list: [••••••••] } }');
    expect(text).not.toContain('hunter');
  });
});

test('an object in the place of a secret shows nothing, its keys included', async () => {
  const text = await shown('{ $schema: "schemas/s/v1", url: "u", vault: { hunter2: 1 } }');
  expect(text).toContain('vault: •••••••• }');
  expect(text).not.toContain('hunter2');
});
