import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isObjectName } from '../../git/parse-commit.ts';
import { readRequestRef, requestRefs } from './request-refs.ts';

/** One line that git gives to a pre-receive hook. Undefined: the ref is created, or deleted. */
export interface RefUpdate {
  readonly ref: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** A push that concerns a request: its event, and what moves with it. */
export interface RequestPush {
  readonly id: string;
  readonly meta: { readonly before: string | undefined; readonly after: string };
  readonly head: { readonly before: string | undefined; readonly after: string } | undefined;
  readonly branch: { readonly before: string; readonly after: string } | undefined;
}

/** @param input `<old> <new> <ref>` per line */
export function readUpdates(input: string): readonly RefUpdate[] {
  return input
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [before = '', after = '', ...name] = line.split(' ');
      return { ref: name.join(' '), before: nameOf(before), after: nameOf(after) };
    });
}

function nameOf(oid: string): string | undefined {
  return isObjectName(oid) && !/^0+$/.test(oid) ? oid : undefined;
}

/**
 * What a push is about, by the names it moves alone.
 * @param branch whole name of the protected branch's ref
 * @returns undefined where it concerns neither requests nor the protected branch
 */
export function sortPush(updates: readonly RefUpdate[], branch: string): RequestPush | undefined | Diagnostic {
  const misleading = updates.find(({ ref, after }) => after !== undefined && misleads(ref, branch));
  if (misleading !== undefined) return misleadingRef(misleading.ref);
  const kept = updates.filter(({ ref }) => ref.toLowerCase() === branch.toLowerCase() || isReserved(ref));
  if (kept.length === 0) return undefined;
  // Git would move it once for each time, and what is judged is one move.
  if (new Set(updates.map(({ ref }) => ref)).size < updates.length) return mixed(updates);
  const deleted = kept.find(({ after }) => after === undefined);
  if (deleted !== undefined) return deletion(deleted.ref);
  const foreign = kept.find(({ ref }) => ref !== branch && readRequestRef(ref) === undefined);
  if (foreign !== undefined) return foreignRef(foreign.ref);
  const ids = new Set(kept.flatMap(({ ref }) => readRequestRef(ref)?.id ?? []));
  const [id] = ids;
  if (id === undefined) return directPush(branch);
  if (ids.size > 1 || kept.length < updates.length) return mixed(updates);
  const of = (kind: 'head' | 'meta'): RefUpdate | undefined => kept.find(({ ref }) => readRequestRef(ref)?.kind === kind);
  const meta = moved(of('meta'));
  const head = moved(of('head'));
  if (meta === undefined)
    return diagnostic('publish/head-mismatch', { request: id }, { hint: 'Push its event together with it' });
  const tip = moved(kept.find(({ ref }) => ref === branch));
  if (tip !== undefined && tip.before === undefined) return directPush(branch);
  return { id, meta, head, branch: tip as RequestPush['branch'] };
}

/** Case does not tell names apart on every disk, so it does not here. */
function isReserved(ref: string): boolean {
  return ref.toLowerCase().startsWith(`${requestRefs.slice(0, requestRefs.indexOf('/requests'))}/`);
}

/**
 * Names by which git would read something else than what was published: an object in the place of another, and a tag where people say
 * `main`, or `origin/main` in a clone. A branch `HEAD` takes the place of a clone's own.
 */
function misleads(ref: string, branch: string): boolean {
  const [name, short] = [ref.toLowerCase(), branch.replace('refs/heads/', '').toLowerCase()];
  if (name.startsWith('refs/replace/') || name === 'refs/heads/head') return true;
  const tag = name.startsWith('refs/tags/') ? name.slice('refs/tags/'.length) : '';
  return tag === short || (tag.endsWith(`/${short}`) && !tag.slice(0, -short.length - 1).includes('/'));
}

function moved(update: RefUpdate | undefined): { before: string | undefined; after: string } | undefined {
  return update?.after === undefined ? undefined : { before: update.before, after: update.after };
}

function deletion(ref: string): Diagnostic {
  const hint = ref.startsWith('refs/heads/')
    ? 'Leave it where it is: it moves when a request is published'
    : 'Close the request instead: confman publish close';
  return diagnostic('publish/ref-deleted', { ref }, { hint });
}

function foreignRef(ref: string): Diagnostic {
  return diagnostic('publish/foreign-ref', { ref }, { hint: 'Take another name: refs/confman is for requests' });
}

function misleadingRef(ref: string): Diagnostic {
  return diagnostic('publish/misleading-ref', { ref }, { hint: 'Take another name' });
}

function directPush(branch: string): Diagnostic {
  const name = branch.replace('refs/heads/', '');
  return diagnostic('publish/direct-push', { branch: name }, { hint: 'Push a branch and open a request: confman publish open' });
}

function mixed(updates: readonly RefUpdate[]): Diagnostic {
  return diagnostic('publish/mixed-push', { refs: updates.map(({ ref }) => ref) }, { hint: 'Push them one after the other' });
}
