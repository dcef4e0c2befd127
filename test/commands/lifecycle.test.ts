import { expect, test } from 'vitest';
import { sandboxOf } from './sandbox.ts';

test('a note is 0, a finding 1, a base that is not there 2', () => {
  const box = sandboxOf({
    'schemas/s/v1.json': '{ "properties": { "id": { "x-confman-immutable": true }, "old": { "x-confman-deprecated": true } } }',
    'configs/apps/a/config.json5': '{ $schema: "schemas/s/v1", id: 1 }',
  });
  const noted = box.confman(['validate', '--quiet']);
  expect([noted.code, noted.stderr]).toEqual([0, expect.stringContaining('info[lifecycle/not-judged]')]);
  box.commit();
  box.write('configs/apps/a/config.json5', '{ $schema: "schemas/s/v1", id: 1, old: 1 }');
  box.git('add', '.');
  expect(box.confman(['validate', '--staged']).code).toBe(1);
  expect(box.confman(['validate', '--staged', '--allow-deprecated']).code).toBe(0);
  expect(box.confman(['validate', '--base', 'nowhere']).code).toBe(2);
});
