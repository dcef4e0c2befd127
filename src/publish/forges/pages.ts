import { oddAnswer } from './answer.ts';
import { ForgeError, forgeFailure } from './forge-failure.ts';

export interface Page<T> {
  readonly items: readonly T[];
  readonly more: boolean;
}

export const pageSize = 100;
const MOST_PAGES = 100;

/** Everything that a forge gives page by page, up to a bound. */
export async function allPages<T>(load: (page: number) => Promise<Page<T>>, pages = MOST_PAGES): Promise<Page<T>> {
  const items: T[] = [];
  for (let page = 1; page <= pages; page += 1) {
    const loaded = await load(page);
    items.push(...loaded.items);
    if (!loaded.more) return { items, more: false };
  }
  return { items, more: true };
}

/** All of a list of which nothing may be missed: who floods a request with comments must not hide a refusal among them. */
export async function wholeList<T>(load: (page: number) => Promise<Page<T>>): Promise<readonly T[]> {
  const { items, more } = await allPages(load);
  if (!more) return items;
  throw new ForgeError(
    forgeFailure('refused', 'it has more comments and reviews than can be read', 'Close it, and open another one'),
  );
}

/**
 * Whether a `Link` header leads to a next page. It is never followed: pages are counted. One that leads to another host is
 * the word of somebody who is not the forge.
 */
export function leadsOn(link: string | null | undefined, api: string): boolean {
  const next = (link ?? '')
    .slice(0, 10_000)
    .split(',')
    .find((each) => /;\s*rel="?next"?/.test(each));
  if (next === undefined) return false;
  const address = /<([^<>]*)>/.exec(next)?.[1] ?? '';
  const { origin } = new URL(api);
  if (!URL.canParse(address, api) || new URL(address, api).origin !== origin)
    throw oddAnswer('its list goes on at another host, where its token does not belong');
  return true;
}
