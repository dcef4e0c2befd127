import { expect, it } from 'vitest';

import { Sandbox } from '../sandbox.ts';

it('an entry says what is in force, what is asked for, and where it all comes from', () => {
  const box = new Sandbox();
  const config = 'configs/shop/config.json5';
  const as = { env: { CONFMAN_ACTOR: 'ada@example.com' } };
  box.write('configs/namespace.json5', '{ roles: { editor: ["ada@example.com"] }, schema: "schemas/shop/v1", tags: ["tier-1"] }');
  const properties = {
    pool: { type: ['integer', 'null'], description: 'Connections' },
    key: { type: 'string', 'x-confman-secret-ref': true },
    cert: { $ref: '#/$defs/cert' },
  };
  const $defs = { cert: { type: 'string', contentEncoding: 'base64' } };
  box.write('schemas/shop/v1.json', JSON.stringify({ type: 'object', properties, $defs }));
  box.write(config, '{ pool: 10, key: "vault://a", more: [1] }');
  box.commit('First');
  box.write(config, '{ pool: 20, key: "vault://a", more: [1] }');
  box.commit('Publish\n\nConfman-Request: 7\n');
  box.git('switch', '--quiet', '--create', 'next');
  box.write(config, '{ pool: 30, key: "vault://b", cert: "QQ==" }');
  box.commit('More');
  expect(box.confman(['publish', 'open'], as)).toMatchObject({ code: 0 });

  const entry = (pointer: string): object => {
    const { stdout } = box.confman(['get', 'shop', pointer, '--entry', '--format', 'json'], as);
    return (JSON.parse(stdout) as { readonly entry: object }).entry;
  };
  const made = { publishedAt: '2026-05-13T16:50:00Z', publishedBy: 'ada@example.com' };
  expect(entry('/pool')).toMatchObject({
    namespace: '/',
    key: 'shop#/pool',
    type: 'number',
    description: 'Connections',
    published: { value: 20, version: 2, ...made, publishRequestId: '7' },
    draft: {
      value: 30,
      removed: false,
      version: 3,
      state: 'pending_review',
      updatedBy: 'ada@example.com',
      publishRequestId: '1',
    },
    metadata: { created: '2026-05-13T16:50:00Z', createdBy: 'ada@example.com', tags: ['tier-1'] },
  });
  expect(entry('key')).toMatchObject({
    type: 'secret-ref',
    published: { value: 'vault://…', version: 1 },
    draft: { value: 'vault://…', version: 2 },
  });
  expect(entry('/cert')).toMatchObject({ type: 'binary', published: null, draft: { value: 'QQ==', version: 1 } });
  expect(entry('/more')).toMatchObject({ type: 'json', published: { version: 1 }, draft: { value: null, removed: true } });
  // What cannot be put together asks for nothing.
  box.write(config, '{ pool: ');
  box.commit('A mistake');
  expect(box.confman(['publish', 'open'], as)).toMatchObject({ code: 0 });
  expect(entry('/pool')).toMatchObject({ draft: { value: 30, removed: false, publishRequestId: '1' } });
  expect(box.confman(['get', 'shop', '/nope', '--entry'], as)).toMatchObject({ code: 1, stdout: '' });
  expect(box.confman(['get', 'shop', '--entry'], as)).toMatchObject({ code: 2 });
});
