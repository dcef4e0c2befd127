import { describe, expect, it } from 'vitest';

import { Sandbox, type Ended } from '../sandbox.ts';
import { ForgePlace } from './forge-place.ts';
import { approve, merge, now, open, outcome } from './forges/forge-steps.ts';

const roles = { publisher: ['bob@example.com', 'eve@example.com'], editor: ['ada@example.com'], admin: ['root@example.com'] };
const people = { 'ada@example.com': ['github:ada'], 'bob@example.com': ['bob@old.example.com', 'github:bob'] };

/** A repository that is its own store, with a request of Ada's. */
class Shop {
  readonly sandbox = new Sandbox();
  readonly root: string;

  constructor(groups: object | string = { people }, namespace: object = { settings: { minApprovers: 2 } }) {
    this.sandbox.write('configs/namespace.json5', JSON.stringify({ roles, ...namespace }));
    this.sandbox.write('configs/groups.json5', typeof groups === 'string' ? groups : JSON.stringify(groups));
    this.sandbox.write('configs/shop/config.json5', '{ pool: 10 }');
    this.root = this.sandbox.commit('First');
    this.change('pool', 'configs/shop/config.json5', '{ pool: 20 }');
    expect(this.as('ada@example.com', 'open').stdout).toContain('request 1 opened');
  }

  change(branch: string, path: string, text: string): void {
    this.sandbox.git('switch', '--quiet', '--create', branch, 'main');
    this.sandbox.write(path, text);
    this.sandbox.commit('Change');
  }

  as(actor: string, ...args: readonly string[]): Ended {
    return this.sandbox.confman(['publish', ...args], { env: { CONFMAN_ACTOR: actor } });
  }
}

describe('one human with several names', () => {
  it('counts once, however many of their names approve', () => {
    const shop = new Shop();
    expect(shop.as('bob@OLD.example.com', 'approve', '1').stdout).toContain('1 of 2 approvals from / (bob@OLD.example.com)');
    expect(shop.as('github:bob', 'approve', '1').stdout).toContain('1 of 2 approvals from / (bob@OLD.example.com)');
    expect(shop.as('bob@example.com', 'merge', '1').stderr).toContain('error[publish/approvals-missing] 1 of 2 approvals');
    expect(shop.as('bob@example.com', 'status').stdout).toMatch(/^waiting for bob@example.com:\n(?!1 )/);
    expect(shop.as('eve@example.com', 'approve', '1').code).toBe(0);
    expect(shop.as('github:bob', 'merge', '1').stdout).toContain('request 1 published');
    const done = shop.sandbox.confman(['audit', '--actor', 'BOB@example.com'], { env: { CONFMAN_ACTOR: 'a@example.com' } });
    expect(done.stdout.match(/ by \S+/g)).toEqual([' by bob@OLD.example.com', ' by github:bob', ' by github:bob']);
    const verified = shop.sandbox.confman(['audit', '--verify', '--root', shop.root], {
      env: { CONFMAN_ACTOR: 'a@example.com' },
    });
    expect(verified.stdout).toBe('5 events and 1 commit of main hold\n');
  });

  it('approves nothing that they asked for, wrote or committed under another name', () => {
    const shop = new Shop({ people: { 'ada@example.com': ['bob@example.com', 'ada@home.example.org'] } });
    expect(shop.as('bob@example.com', 'approve', '1').stderr).toContain('error[publish/own-part] "bob@example.com"');
    shop.change('more', 'configs/shop/config.json5', '{ pool: 30 }');
    shop.sandbox.git('commit', '--quiet', '--amend', '--no-edit', '--author', 'Ada <ADA@home.example.org>');
    expect(shop.as('eve@example.com', 'open').code).toBe(0);
    expect(shop.as('bob@example.com', 'approve', '2').stderr).toContain('error[publish/own-part]');
    expect(shop.as('bob@example.com', 'close', '1').code).toBe(0);
  });

  it('takes a refusal back by the name that gave it alone', () => {
    const shop = new Shop({ people }, {});
    expect(shop.as('bob@example.com', 'reject', '1').code).toBe(0);
    expect(shop.as('github:bob', 'approve', '1').stdout).toContain('rejected');
    expect(shop.as('eve@example.com', 'merge', '1').stderr).toContain('error[publish/rejected]');
    expect(shop.as('BOB@example.com', 'approve', '1').stdout).toContain('1 of 1 approval from / (');
  });

  it('is told by access', () => {
    const { sandbox } = new Shop();
    const check = (who: string): string =>
      sandbox.confman(['access', 'check', who, 'publish-request:approve', 'shop']).stdout.replace(/ at .*/s, '');
    expect(check('github:bob')).toBe('allowed  github:bob publish-request:approve in /shop: publisher of / as bob@example.com');
    expect(sandbox.confman(['access', 'list', 'github:Bob']).stdout).toContain('publisher of / as bob@example.com at');
    const shown = sandbox.confman(['access', 'show', '/']).stdout;
    expect(shown).toContain('bob@example.com (also bob@old.example.com, github:bob)');
    expect(shown).toContain('Publishing takes 2 of 3 who may approve');
    const { decidedBy } = JSON.parse(
      sandbox.confman(['access', 'check', 'github:bob', 'config:publish', '/', '--format', 'json']).stdout,
    ) as { decidedBy: object };
    expect(decidedBy).toMatchObject({ principal: 'bob@example.com', name: 'bob@example.com' });
  });
});

describe('who is who', () => {
  it('is not changed by a request that is judged by it, and not published with errors', () => {
    const shop = new Shop({ people: { 'ada@example.com': ['root@example.com'] } }, {});
    shop.change('who', 'configs/groups.json5', '{ people: {} }');
    expect(shop.as('ada@example.com', 'open').stdout).toContain(
      '0 of 1 approval from admins of /, and nobody without a part in it may give one',
    );
    expect(shop.as('root@example.com', 'approve', '2').stderr).toContain('error[publish/own-part]');

    const other = new Shop({ people }, {});
    other.change(
      'who',
      'configs/groups.json5',
      '{ people: { "ada@example.com": ["github:bob"], "bob@example.com": ["github:bob"] } }',
    );
    expect(other.as('ada@example.com', 'open').code).toBe(0);
    expect(other.as('root@example.com', 'approve', '2').stdout).toContain('1 of 1 approval');
    expect(other.as('root@example.com', 'merge', '2').stderr).toContain('error[publish/broken-groups]');
  });

  it('is what it was before somebody broke it past confman', () => {
    const shop = new Shop({ people }, {});
    shop.sandbox.git('switch', '--quiet', 'main');
    shop.sandbox.write('configs/groups.json5', '{ people: [] }');
    shop.sandbox.commit('Past confman');
    expect(shop.as('bob@example.com', 'approve', '1').stderr).toContain('error[publish/broken-branch]');
    const checked = shop.sandbox.confman(['access', 'check', 'github:bob', 'config:publish', '/']);
    expect(checked).toMatchObject({ code: 2 });
    expect(checked.stdout).toContain('unsure');
    shop.change('mend', 'configs/groups.json5', '{ people: { "ada@example.com": ["root@example.com"] } }');
    expect(shop.as('ada@example.com', 'open').stdout).toContain('request 2 opened');
    expect(shop.as('root@example.com', 'approve', '2').stdout).toContain('1 of 1 approval');
  });

  it('holds on a forge', async () => {
    const place = await ForgePlace.start('github');
    const { desk } = place;
    const names = { 'github:carol': ['carol@home.example.org'], 'github:bob': ['github:carol2'] };
    desk.write('configs/groups.json5', JSON.stringify({ people: names }));
    desk.commit('Who is who');
    await desk.talk('push', '--quiet', 'origin', 'HEAD:main');
    const [alice, bob, carol] = [await place.provider('alice'), await place.provider('bob'), await place.provider('carol')];
    desk.change('pool', 'configs/pay/config.json5', '{ pool: 20 }');
    desk.git('commit', '--quiet', '--amend', '--no-edit', '--author', 'C <Carol@home.example.org>');
    expect(outcome(await alice.submit(open(desk.git('rev-parse', 'HEAD')), now))).toBe('open');
    expect(outcome(await carol.submit(approve, now))).toEqual(['publish/own-part']);
    expect(outcome(await bob.submit(approve, now))).toBe('open');
    expect(outcome(await bob.submit(merge, now))).toEqual(['publish/approvals-missing']);
  });
});
