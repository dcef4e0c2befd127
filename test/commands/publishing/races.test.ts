import { describe, expect, it } from 'vitest';

import { PublishServer, type Desk } from './publish-server.ts';

describe('at the same time', () => {
  it('several approve, and each counts once', async () => {
    const names = Array.from({ length: 4 }, (_, i) => `p${i}`);
    const people = names.map((name) => `${name}@example.com`);
    const roles = { publisher: people, editor: ['ada@example.com'] };
    const files = {
      'configs/namespace.json5': JSON.stringify({ path: '/', settings: { minApprovers: 4 }, roles }),
      'configs/shop/config.json5': '{ pool: 10 }',
    };
    const server = await PublishServer.start(undefined, { files, people: ['ada', 'root', ...names] });
    const ada = await server.clone('ada');
    ada.change('pool', 'configs/shop/config.json5', '{ pool: 20 }');
    await ada.does('publish', 'open');
    const desks = await Promise.all(names.map((name) => server.clone(name)));
    const ended = await Promise.all(desks.map((desk) => desk.confman('publish', 'approve', '1')));
    expect(ended.filter(({ code }) => code !== 0)).toEqual([]);
    const shown = JSON.parse(await ada.does('publish', 'show', '1', '--format', 'json')) as {
      readonly request: { readonly state: string; readonly reviews: readonly { readonly reviewer: string }[] };
    };
    expect(shown.request.state).toBe('approved');
    expect(shown.request.reviews.map(({ reviewer }) => reviewer).toSorted()).toEqual(people.toSorted());
  });

  it('one publishes and another brings a new head: what was not approved is not published', async () => {
    const server = await PublishServer.start();
    const [ada, bob, eve] = (await Promise.all(['ada', 'bob', 'eve'].map((name) => server.clone(name)))) as [Desk, Desk, Desk];
    const approved = ada.change('pool', 'configs/pay/eu/config.json5', '{ $ref: "global", pool: 20 }');
    await ada.does('publish', 'open');
    await bob.does('publish', 'approve', '1');
    await eve.does('publish', 'approve', '1');
    ada.write('configs/pay/eu/config.json5', '{ $ref: "global", pool: 99 }');
    const other = ada.commit('More');
    const [updated, merged] = await Promise.all([
      ada.confman('publish', 'update', '1', 'pool'),
      bob.confman('publish', 'merge', '1'),
    ]);
    expect([updated.code, merged.code].toSorted((a, b) => a - b)).toEqual([0, 1]);
    const refs = server.refs();
    const main = server.show('main:configs/pay/eu/config.json5');
    if (merged.code === 0) {
      expect(server.server.git('configs.git', 'rev-parse', 'main^2')).toBe(approved);
      expect(main).toContain('pool: 20');
    } else {
      expect(refs['refs/confman/requests/1/head']).toBe(other);
      expect(main).toContain('pool: 10');
    }
  });
});

describe('a hook that dies', () => {
  it('lets nothing in, and what was tried can be tried again', async () => {
    const server = await PublishServer.start();
    const ada = await server.clone('ada');
    ada.change('pool', 'configs/pay/eu/config.json5', '{ $ref: "global", pool: 20 }');
    const before = server.refs();
    const put = server.breakHook('kill -9 $$');
    const failed = await ada.confman('publish', 'open');
    expect(failed.code).not.toBe(0);
    expect(server.refs()).toEqual(before);
    put();
    expect(await ada.does('publish', 'open')).toContain('request 1 opened');
  });
});
