import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Compilers } from '../../../src/pipeline/build-apps.ts';
import { FindingCollector } from '../../../src/pipeline/collect-findings.ts';
import { explainLeaves } from '../../../src/pipeline/explain-app.ts';
import { toFindings } from '../../../src/pipeline/to-findings.ts';
import type { Files } from '../memory-workspace.ts';
import { validatedWorkspace } from '../validated-workspace.ts';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);

const words = [
  'id',
  'layers',
  'extends',
  'instances',
  'merge',
  'final',
  'schema',
  'optional',
  'name',
  'vars',
  'inherit',
  'path',
  '$ref',
  '$unset',
  '$append',
  '$union',
  '$replace',
  '$$x',
  '$schema',
  '_id',
  '__proto__',
  'constructor',
  'toString',
  '0',
  '',
  '/a/*',
];
const texts = [
  '{app}',
  'f',
  'f#/a',
  '#',
  '#/layers/0',
  '../f',
  'cascade',
  'apps/a',
  'apps/b/cascade',
  'apps/{x}',
  '{x}{y}',
  '{',
  'byKey',
  'append',
  '/a',
  '/~',
  'schemas/s',
  'schemas/s/v1',
  './x.json',
  'http://x.test/',
  '',
  'x'.repeat(300),
  '\u0000',
  '\u202e',
];
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    fc.constantFrom(...texts),
    fc.constantFrom(null, true, false, 0, 1, -1.5, 1e300),
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .uniqueArray(fc.tuple(fc.constantFrom(...words), tie('value')), { selector: ([key]) => key, maxLength: 4 })
      .map((entries) => Object.fromEntries(entries)),
  ),
}));

/** A definition that is nearly one. */
const cascade = fc
  .record(
    {
      layers: fc.oneof(
        value,
        fc.array(fc.oneof(value, fc.record({ id: fc.constantFrom(...texts), final: value })), { maxLength: 3 }),
      ),
      merge: fc.oneof(
        value,
        fc.dictionary(fc.constantFrom('/a', '/*', 'a', ''), fc.oneof(value, fc.constantFrom('append', 'byKey'))),
      ),
      instances: fc.oneof(value, fc.constantFrom(...texts)),
      extends: fc.oneof(value, fc.constantFrom(...texts)),
    },
    { requiredKeys: [] },
  )
  .map((each): unknown => each);

const text = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 12, arbitrary: arbitrary.map((each) => JSON.stringify(each)) },
    { weight: 1, arbitrary: fc.string() },
    { weight: 1, arbitrary: fc.tuple(arbitrary, fc.nat(60)).map(([each, at]) => JSON.stringify(each).slice(0, at)) },
  );

const files: fc.Arbitrary<Files> = fc.record(
  {
    'configs/apps/a/config.json5': text(value),
    'configs/apps/b/config.yaml': text(value),
    'configs/apps/b/cascade.json5': text(cascade),
    'configs/apps/cascade.json': text(cascade),
    'configs/cascade.yaml': text(cascade),
    'configs/apps/namespace.json5': text(value),
    'configs/namespace.json5': text(fc.record({ vars: value, schema: value, inherit: value }, { requiredKeys: [] })),
    'configs/f.json5': text(value),
    'schemas/s/v1.json': text(value),
  },
  { requiredKeys: ['configs/apps/a/config.json5', 'configs/apps/b/config.yaml'] },
);

async function compileAll(texts: Files): Promise<readonly string[]> {
  const workspace = await validatedWorkspace(texts);
  const { fast, recording } = new Compilers(workspace);
  const collector = new FindingCollector();
  for (const id of workspace.index.apps) {
    const [quick, app] = [fast.compile(id), recording.compile(id)];
    if (app.status === 'Invalid' || app.diagnostics.length > 0) expect(quick.suspect, id).toBe(true);
    collector.addAll(app.diagnostics, id);
    if (app.data !== undefined && app.trace !== undefined)
      expect([...explainLeaves(app.data, app.trace)].length).toBeGreaterThan(0);
  }
  return toFindings(collector.collected).map((each) => each.message);
}

test(`no document makes anything crash, and every mistake is put into words (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(files, async (texts) => {
      const messages = await compileAll(texts);
      for (const message of messages) expect(message).not.toMatch(/undefined|\[object|NaN/);
    }),
    { seed, numRuns: Number(process.env['FC_RUNS'] ?? 120) },
  );
  expect(Object.keys(Object.prototype)).toEqual([]);
});
