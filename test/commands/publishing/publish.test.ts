import { describe, expect, it } from 'vitest';

import { PublishServer } from './publish-server.ts';

describe('publishing through a server', () => {
  it('takes a change from a branch to the protected branch, by the approvals of every namespace that it reaches', async () => {
    const server = await PublishServer.start();
    const [ada, bob, eve] = await Promise.all([server.clone('ada'), server.clone('bob'), server.clone('eve')]);
    ada.change('pool', 'configs/pay/eu/config.json5', '{ $ref: "global", pool: 20 }');
    expect(await ada.does('publish', 'open', '--description', 'More load')).toBe(
      'request 1 opened: pending review\n0 of 2 approvals from /pay\n',
    );

    expect(await bob.does('publish', 'approve', '1')).toBe(
      'request 1 approved: pending review\n1 of 2 approvals from /pay (bob@example.com)\n',
    );
    const early = await bob.confman('publish', 'merge', '1');
    expect(early).toMatchObject({ code: 1 });
    expect(early.stderr).toContain('error[publish/approvals-missing] 1 of 2 approvals from /pay');
    await eve.does('publish', 'approve', '1', '--comment', 'fine');
    expect(await bob.does('publish', 'merge', '1')).toMatch(/^request 1 published\nmain is at [0-9a-f]{12}\n$/);

    expect(server.show('main:configs/pay/eu/config.json5')).toBe('{ $ref: "global", pool: 20 }');
    const shown = JSON.parse(await ada.does('publish', 'show', '1', '--format', 'json')) as { readonly request: object };
    expect(shown.request).toMatchObject({
      id: '1',
      state: 'published',
      title: 'Change configs/pay/eu/config.json5',
      description: 'More load',
      submittedBy: 'ada@example.com',
      published: { commit: server.refs()['refs/heads/main'], by: 'bob@example.com' },
    });
    await ada.talk('fetch', '--quiet');
    expect(await ada.does('history', 'pay/eu', '/pool')).toContain('request 1: Publish request 1');
  });

  it('shows what a request really changes, whom that concerns and what is missing', async () => {
    const server = await PublishServer.start();
    const ada = await server.clone('ada');
    ada.change('slow', 'configs/global.json5', '{ timeout: 60 }');
    await ada.does('publish', 'open');
    const shown = JSON.parse(await ada.does('publish', 'show', '1', '--format', 'json')) as {
      readonly request: { readonly keys: unknown; readonly namespaces: unknown; readonly approvals: unknown };
    };
    expect(shown.request.namespaces).toEqual(['/pay', '/shop']);
    expect(shown.request.keys).toEqual(['pay/eu#/timeout', 'shop/eu#/timeout']);
    expect(shown.request.approvals).toMatchObject([
      { namespace: '/pay', needed: 2, missing: 2 },
      { namespace: '/shop', needed: 1, missing: 1 },
    ]);
    const text = await ada.does('publish', 'show', '1');
    expect(text).toContain('2 apps: /timeout 30 → 60');
    expect(text).toContain('0 of 2 approvals from /pay\n0 of 1 approval from /shop');
  });
});
