import { expect, it } from 'vitest';

import { Line, type Change } from './rollback/rolled-back.ts';

const schema = (mark: boolean): string =>
  `{ "type": "object", "properties": { "region": { "type": "string"${mark ? ', "x-confman-immutable": true' : ''} } } }`;
const first: Change = {
  'configs/namespace.json5':
    '{ roles: { publisher: ["bob@example.com"], editor: ["ada@example.com"] }, settings: { requireApproval: false } }',
  'configs/free/namespace.json5': '{ settings: { schemaEnforcement: "never" } }',
  'schemas/pay/v1.json': schema(true),
  'configs/api/config.json5': '{ $schema: "/schemas/pay/v1", region: "eu", pool: 1 }',
  'configs/free/api/config.json5': '{ $schema: "/schemas/pay/v1", region: "eu" }',
};
const moved: Change = {
  'configs/api/config.json5': '{ $schema: "/schemas/pay/v1", region: "us", pool: 1 }',
  'configs/free/api/config.json5': '{ $schema: "/schemas/pay/v1", region: "us" }',
};

/** Apps that keep a change from being published, where it restores nothing. */
async function kept(line: Line, change: Change): Promise<readonly string[]> {
  const tip = line.commits.at(-1) as string;
  return (await line.context(line.commit(change), 'f'.repeat(40), tip)).invalidApps;
}

it('what is immutable is not published otherwise, whatever else is approved', async () => {
  const line = new Line(first);
  expect(await kept(line, moved)).toEqual(['api']);
  expect(await kept(line, { 'configs/api/config.json5': '{ $schema: "/schemas/pay/v1", region: "us", pool: 2 }' })).toEqual([]);
});

it('nor in a request that takes the word out of the schema as well; after it the value may change', async () => {
  const line = new Line(first);
  expect(await kept(line, { ...moved, 'schemas/pay/v1.json': schema(false) })).toEqual(['api']);
  const other = new Line(first);
  expect(await kept(other, { 'schemas/pay/v1.json': schema(false) })).toEqual([]);
  expect(await kept(other, moved)).toEqual([]);
});

it('an app may go with what is immutable in it, and a rollback may bring it back', async () => {
  const line = new Line(first);
  line.commit({ 'configs/api/config.json5': '{ $schema: "/schemas/pay/v1", region: "us", pool: 1 }' });
  const tip = line.commits.at(-1) as string;
  const back = await line.context(
    line.commit({ 'configs/api/config.json5': first['configs/api/config.json5'] }),
    line.commits[0]!,
    tip,
  );
  expect([back.invalidApps, back.restoration?.reasons]).toEqual([[], ['api would change what is immutable']]);
  expect(back.policies).toMatchObject([{ namespace: '/', requireApproval: true, autoApproved: undefined }]);
  expect(await kept(line, { 'configs/api/config.json5': undefined })).toEqual([]);
});
