import type { Draft } from '../../model/schema-world.ts';

const drafts: readonly Draft[] = ['draft-04', 'draft-06', 'draft-07', '2019-09', '2020-12'];
const position = new Map(drafts.map((draft, i) => [draft, i]));

/** The drafts that a keyword counts in, where these are not all. */
const limits: ReadonlyMap<string, readonly [first: Draft, last: Draft]> = new Map([
  ['const', ['draft-06', '2020-12']],
  ['contains', ['draft-06', '2020-12']],
  ['propertyNames', ['draft-06', '2020-12']],
  ['examples', ['draft-06', '2020-12']],
  ['$id', ['draft-06', '2020-12']],
  ['id', ['draft-04', 'draft-04']],
  ['if', ['draft-07', '2020-12']],
  ['then', ['draft-07', '2020-12']],
  ['else', ['draft-07', '2020-12']],
  ['additionalItems', ['draft-04', '2019-09']],
  ['$defs', ['2019-09', '2020-12']],
  ['$anchor', ['2019-09', '2020-12']],
  ['$vocabulary', ['2019-09', '2020-12']],
  ['dependentRequired', ['2019-09', '2020-12']],
  ['dependentSchemas', ['2019-09', '2020-12']],
  ['minContains', ['2019-09', '2020-12']],
  ['maxContains', ['2019-09', '2020-12']],
  ['unevaluatedProperties', ['2019-09', '2020-12']],
  ['unevaluatedItems', ['2019-09', '2020-12']],
  ['$recursiveRef', ['2019-09', '2019-09']],
  ['$recursiveAnchor', ['2019-09', '2019-09']],
  ['prefixItems', ['2020-12', '2020-12']],
  ['$dynamicRef', ['2020-12', '2020-12']],
  ['$dynamicAnchor', ['2020-12', '2020-12']],
] as const);

/** Whether a keyword that is known to some draft means anything in this one. */
export function speaks(draft: Draft, keyword: string): boolean {
  const limit = limits.get(keyword);
  if (limit === undefined) return true;
  const at = position.get(draft) ?? 0;
  return at >= (position.get(limit[0]) ?? 0) && at <= (position.get(limit[1]) ?? 0);
}

/** Up to draft-07 nothing beside `$ref` counts. */
export function referenceStandsAlone(draft: Draft): boolean {
  return (position.get(draft) ?? 0) <= 2;
}
