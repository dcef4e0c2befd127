import { expect, test } from 'vitest';
import { Sandbox } from './sandbox.ts';

test('two threads write the same snapshots and tell the same findings as one', () => {
  const box = new Sandbox();
  const env = { SOURCE_DATE_EPOCH: '1767225600' };
  box.write('configs/cascade.json5', '{ schema: "schemas/app/v1", layers: [{ id: "global" }, { id: "{app}" }] }');
  box.write('configs/global.json5', '{ pool: { size: 10 }, tags: ["a"] }');
  box.write(
    'schemas/app/v1.json',
    '{ "type": "object", "properties": { "n": { "type": "integer" }, "mode": { "default": "fast" } } }',
  );
  for (let i = 0; i < 1600; i++)
    box.write(`configs/apps/a${i}/config.json5`, `{ n: ${i % 400 === 7 ? '"x"' : i}, pool: { size: ${i} } }`);
  const runs = ['1', '2'].map((threads) => {
    const { code, stdout } = box.confman(['resolve', '--threads', threads, '--no-cache', '--format', 'json'], { env });
    const files = box.files('resolved').map((path) => [path, box.read(`resolved/${path}`)] as const);
    box.remove('resolved');
    return { code, stdout, files };
  });
  expect(runs[0]?.code).toBe(1);
  expect(runs[0]?.files).toHaveLength(1596);
  expect(runs[1]).toEqual(runs[0]);
});
