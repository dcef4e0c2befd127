import type { Site } from '../../model/source.ts';
import type { Collected } from '../collect-findings.ts';

/** Where a deprecated field is told as an error, the warning about it says nothing more. */
export function withoutReplaced(collected: readonly Collected[]): readonly Collected[] {
  const errors = new Map<string, Set<string>>();
  for (const { diagnostic, apps } of collected) {
    if (diagnostic.code !== 'lifecycle/newly-deprecated') continue;
    const key = keyOf(diagnostic.site);
    errors.set(key, new Set([...(errors.get(key) ?? []), ...apps]));
  }
  if (errors.size === 0) return collected;
  return collected.flatMap((each) => {
    const told = each.diagnostic.code === 'schema/deprecated' ? errors.get(keyOf(each.diagnostic.site)) : undefined;
    if (told === undefined) return [each];
    const apps = new Set([...each.apps].filter((app) => !told.has(app)));
    return apps.size === 0 ? [] : [{ ...each, apps }];
  });
}

function keyOf(site: Site | undefined): string {
  return site === undefined ? '' : `${site.source.path}\0${site.pointer}\0${JSON.stringify(site.at)}`;
}
