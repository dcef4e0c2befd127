/** A name that can be no option, no range, no path and no search: `HEAD`, `main`, `origin/main`, `v1.2`, `HEAD~3`, `abc1234^`. */
const REVISION = /^[A-Za-z0-9_@][A-Za-z0-9._/@-]{0,250}(?:[~^]\d{0,4}){0,8}$/;

/** confman's own grammar of revisions, a part of git's. It is checked before git is asked anything. */
export function isRevision(text: string): boolean {
  return REVISION.test(text) && !/\.\.|\/\/|\/-|@\{|\.lock(?:$|[/~^])/.test(text);
}

/** A step from a commit to another: `^2` is the second parent, `~3` the first parent three times over. */
export interface RevisionStep {
  readonly kind: '^' | '~';
  readonly count: number;
}

/** @param text a revision */
export function splitRevision(text: string): { readonly name: string; readonly steps: readonly RevisionStep[] } {
  const name = text.replace(/[~^].*$/, '');
  const steps = [...text.slice(name.length).matchAll(/([~^])(\d*)/g)].map(([, kind, count]) => ({
    kind: kind as RevisionStep['kind'],
    count: count === '' ? 1 : Number(count),
  }));
  return { name, steps };
}
