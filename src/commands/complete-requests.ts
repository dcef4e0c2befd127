import { visibleText } from '../diagnostics/visible-text.ts';
import { isGitFailure } from '../git/git-failure.ts';
import { listRefs } from '../git/list-refs.ts';
import { readRequestRef, requestRefs } from '../publish/embedded/request-refs.ts';
import { readRequests } from '../publish/embedded/read-requests.ts';
import { findWorkspace } from '../workspace/find-workspace.ts';
import { completionDirectives, type Completed } from './complete-value.ts';

/** So many are looked into for one key press. */
const most = 40;

/** Requests that are not done, of the newest that were fetched: nothing is fetched for a key press. */
export async function completeRequests(directory: string, current: string): Promise<Completed> {
  const nothing = { found: [], directive: completionDirectives.noFiles };
  const location = findWorkspace(directory);
  if (location === undefined) return nothing;
  const refs = await listRefs(location.repository, requestRefs);
  if (isGitFailure(refs)) return nothing;
  const newest = newestOf(refs, current);
  const read = await readRequests(location.repository, newest, new Map());
  if (isGitFailure(read)) return nothing;
  const found = read.requests
    .filter(({ phase }) => phase === 'open' || phase === 'draft')
    .map(({ id, request }) => ({ value: id, text: visibleText(request.title, 60) }));
  return { ...nothing, found: found.toReversed() };
}

function newestOf(refs: ReadonlyMap<string, string>, current: string): ReadonlyMap<string, string> {
  const ids = new Set([...refs.keys()].flatMap((name) => readRequestRef(name)?.id ?? []));
  const wanted = [...ids].filter((id) => id.startsWith(current)).toSorted((a, b) => Number(b) - Number(a));
  const taken = new Set(wanted.slice(0, most));
  return new Map([...refs].filter(([name]) => taken.has(readRequestRef(name)?.id ?? '')));
}
