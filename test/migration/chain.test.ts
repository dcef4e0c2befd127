import { describe, expect, it } from 'vitest';
import { messageOf } from '../../src/diagnostics/diagnostic.ts';
import { chainBetween } from '../../src/migration/chain.ts';
import { migrationOf } from './migration-of.ts';

const family = 'schemas/shop';
const versions = ['1', '1.2', '2', '10', '11'];
const link = (from: string, to: string) => migrationOf([{ rename: `/${from}`, to }], `v${from}-v${to}.migration`);
const links = [link('1', '1.2'), link('2', '10'), link('1.2', '2'), link('1', '2')];

function way(from: string, to: string) {
  const { value, diagnostics } = chainBetween(family, versions, links, from, to);
  return value?.map((step) => step.text) ?? diagnostics.map((each) => `${each.code}: ${messageOf(each)} | ${each.hint}`);
}

describe('a chain', () => {
  it('takes as few migrations as there are', () => expect(way('1', '10')).toEqual(['rename /1', 'rename /2']));
  it('goes back too', () => expect(way('10', '1')).toEqual(['undo rename /2', 'undo rename /1']));
  it('stays within its versions', () => expect(way('1.2', '2')).toEqual(['rename /1.2']));
  it('takes versions with a v', () => expect(way('v1', 'v2')).toEqual(['rename /1']));
  it('is empty between a version and itself', () => expect(way('2', '2')).toEqual([]));
  it('says where a link is missing, and how to get it', () => {
    const wanted =
      'migration/missing-link: No migration of "schemas/shop" leads from v10 to v11 | Draft it: confman schema migrate schemas/shop --from v10 --to v11 --draft';
    expect(way('1', '11')).toEqual([wanted]);
    expect(way('11', '1')).toEqual([wanted]);
  });
  it('says which version is not known', () =>
    expect(way('3', '2')).toEqual([
      'migration/unknown-version: "schemas/shop" has no version "v3"; it has "v1", "v1.2", "v2", "v10", "v11" | Name one of v1, v1.2, v2, v10, v11',
    ]));
});
