import { diagnostic, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import { versionName } from '../model/schema-version.ts';
import { compareVersions } from './compare-versions.ts';
import { invertChain } from './invert.ts';
import type { Migration } from './migration.ts';
import type { Chain } from './step.ts';

/** Migrations of one family in one direction, by the version that they start at. */
type Links = ReadonlyMap<string, readonly Migration[]>;

/**
 * The steps from one version to another, in either direction, by as few migrations as there are.
 *
 * @param versions all that the family has, with or without the `v`
 * @param migrations of the family, as they are written: from the older to the newer
 * @returns undefined, with a finding, where a version is not known or a link is missing
 */
export function chainBetween(
  family: string,
  versions: readonly string[],
  migrations: readonly Migration[],
  from: string,
  to: string,
): Outcome<Chain | undefined> {
  const known = [...new Set(versions.map((each) => versionName(each) ?? each))].sort(compareVersions);
  const [start, end] = [versionName(from) ?? from, versionName(to) ?? to];
  const unknown = [start, end].filter((each) => !known.includes(each));
  if (unknown.length > 0) return { value: undefined, diagnostics: unknown.map((each) => unknownVersion(family, each, known)) };
  const up = compareVersions(start, end) <= 0;
  const [low, high] = up ? [start, end] : [end, start];
  const way = shortestWay(linksOf(migrations), low, high);
  if (way === undefined) return { value: undefined, diagnostics: [missingLink(family, known, migrations, low, high)] };
  const chain = way.flatMap((migration) => migration.steps);
  return { value: up ? chain : invertChain(chain), diagnostics: [] };
}

function linksOf(migrations: readonly Migration[]): Links {
  const links = new Map<string, Migration[]>();
  for (const migration of migrations) links.set(migration.from, [...(links.get(migration.from) ?? []), migration]);
  for (const list of links.values()) list.sort((a, b) => compareVersions(b.to, a.to));
  return links;
}

/** Breadth first; of ways of one length the one that goes furthest first. */
function shortestWay(links: Links, low: string, high: string): readonly Migration[] | undefined {
  const ways = new Map<string, readonly Migration[]>([[low, []]]);
  for (const [version, way] of ways) {
    if (version === high) return way;
    for (const migration of links.get(version) ?? [])
      if (!ways.has(migration.to) && compareVersions(migration.to, high) <= 0) ways.set(migration.to, [...way, migration]);
  }
  return undefined;
}

function unknownVersion(family: string, version: string, known: readonly string[]): Diagnostic {
  const hint = known.length === 0 ? `Add a version to ${family}` : `Name one of ${known.join(', ')}`;
  return diagnostic('migration/unknown-version', { family, version, known }, { hint });
}

/** The furthest version that can be reached, and the one after it. */
function missingLink(
  family: string,
  known: readonly string[],
  migrations: readonly Migration[],
  low: string,
  high: string,
): Diagnostic {
  const links = linksOf(migrations);
  const above = known.filter((each) => compareVersions(each, low) > 0 && compareVersions(each, high) <= 0);
  const reached = above.findLast((each) => shortestWay(links, low, each) !== undefined) ?? low;
  const to = above.find((each) => compareVersions(each, reached) > 0) ?? high;
  const hint = `Draft it: confman schema migrate ${family} --from ${reached} --to ${to} --draft`;
  return diagnostic('migration/missing-link', { family, from: reached, to }, { hint });
}
