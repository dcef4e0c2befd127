import { expect, test } from 'vitest';
import { compileMemory } from '../pipeline/compile-memory.ts';
import { marked } from '../pipeline/marked.ts';

const apps = {
  'configs/apps/eu-1/config.json5': '{}',
  'configs/apps/us-2/config.json5': '{}',
  'configs/apps/cascade.json5': '{ instances: "apps/{region}-{n}", layers: [{ id: "shared" }, { id: "{app}" }] }',
};
const zones = {
  'configs/zones/eu.json5': '{ name: "Europe", dc: [{ $ref: "dc/{n}" }, { $ref: "dc/1" }] }',
  'configs/zones/us.json5': '{ name: "USA", dc: [{ $ref: "dc/{n}" }] }',
  'configs/dc/1.json5': '"one"',
  'configs/dc/2.json5': '"two"',
};

test('in a shared layer have the values of each app, also through several references', async () => {
  const { data, findings } = await compileMemory({
    ...apps,
    ...zones,
    'configs/shared.json5':
      '{ zone: { $ref: "zones/{region}" }, first: { $ref: "zones/{region}#/dc/0" }, plain: { $ref: "dc/1" } }',
  });
  expect(findings).toEqual([]);
  expect(data('apps/eu-1')).toEqual({ first: 'one', plain: 'one', zone: { dc: ['one', 'one'], name: 'Europe' } });
  expect(data('apps/us-2')).toEqual({ first: 'two', plain: 'one', zone: { dc: ['two'], name: 'USA' } });
});

test('may stand in the pointer of a reference', async () => {
  const { data, findings } = await compileMemory({
    ...apps,
    'configs/shared.json5': '{ limit: { $ref: "limits#/{region}/{n}" }, own: { $ref: "#/by/{region}" }, by: { eu: 1, us: 2 } }',
    'configs/limits.json5': '{ eu: { "1": 10 }, us: { "2": 20 } }',
  });
  expect(findings).toEqual([]);
  expect(data('apps/eu-1')).toMatchObject({ limit: 10, own: 1 });
  expect(data('apps/us-2')).toMatchObject({ limit: 20, own: 2 });
});

test('without a value are told at the reference, with what was probably meant', async () => {
  const { files, places } = marked({ ...apps, 'configs/shared.json5': '{ zone: { $ref: ◆"zones/{regon}" } }' });
  const { findings, details } = await compileMemory(files);
  expect(findings).toEqual([`cascade/unknown-placeholder ${places[0]}`]);
  expect(details[0]?.hint).toBe('Write {region}');
  expect(details[0]?.apps).toEqual(['apps/eu-1', 'apps/us-2']);
});

test('a target that is missing for one app alone is told of that app alone', async () => {
  const { files, places } = marked({
    ...apps,
    'configs/shared.json5': '{ zone: { $ref: ◆"zones/{region}" } }',
    'configs/zones/eu.json5': '1',
  });
  const { findings, details, data } = await compileMemory(files);
  expect(findings).toEqual([`resolver/missing-target ${places[0]}`]);
  expect(details[0]?.apps).toEqual(['apps/us-2']);
  expect(data('apps/eu-1')).toEqual({ zone: 1 });
});

test.each(['zones/{', 'zones/}', 'zones/{{region}}', 'zones/{a b}', '{}'])('%s is not written as one', async (target) => {
  const { files, places } = marked({ ...apps, 'configs/shared.json5': `{ zone: { $ref: ◆${JSON.stringify(target)} } }` });
  const { findings } = await compileMemory(files);
  expect(findings).toEqual([`resolver/bad-reference ${places[0]}`]);
});

test.each([
  ['../../etc/passwd', 'resolver/relative-reference'],
  ['..', 'resolver/relative-reference'],
  ['/../x', 'resolver/bad-reference'],
  ['//x', 'resolver/bad-reference'],
  ['http://example.com/x', 'resolver/bad-reference'],
  ['a b', 'resolver/bad-reference'],
  ['zones/../zones/eu', 'resolver/bad-reference'],
  ['constructor', 'resolver/bad-reference'],
  ['', 'resolver/bad-reference'],
])('a value %j does not lead out of the tree', async (value, code) => {
  const { files, places } = marked({ 'configs/apps/a/config.json5': '{ x: { $ref: ◆"{where}" } }' });
  const { findings } = await compileMemory(files, { vars: { where: value } });
  expect(findings).toEqual([`${code} ${places[0]}`]);
});

test('a value is put in once: what looks like a placeholder in it stays text', async () => {
  const { findings } = await compileMemory(
    { 'configs/apps/a/config.json5': '{ x: { $ref: "zones/{where}" } }' },
    { vars: { where: '{name}' } },
  );
  expect(findings).toEqual(['resolver/bad-reference configs/apps/a/config.json5:1:14']);
});

test('placeholders elsewhere in a value are text', async () => {
  const { data } = await compileMemory({ 'configs/apps/a/config.json5': '{ "{name}": "{region}", x: ["{"] }' });
  expect(data('apps/a')).toEqual({ '{name}': '{region}', x: ['{'] });
});
