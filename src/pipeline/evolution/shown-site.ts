import { locate } from '../../documents/locate.ts';
import type { Site } from '../../model/source.ts';
import type { Evidence } from '../../schema-diff/change.ts';

/**
 * Where one version of a change is shown. A schema that lacks something is meant by its key, or its first brace: all of its
 * lines would say nothing, and forges put an annotation at the last of them.
 */
export function shownSite({ site, value }: Evidence): Site {
  if (value !== undefined || site.at !== 'value') return site;
  if (site.pointer !== '') return { ...site, at: 'key' };
  const start = locate(site).start.offset;
  return { ...site, at: { start, end: start + 1 } };
}
