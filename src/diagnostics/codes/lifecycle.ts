import { code, list, quote } from '../code-row.ts';

/** `base`: as people call it, `origin/main`. */
type OfBase = { readonly base: string };

export const lifecycleCodes = {
  'lifecycle/immutable-changed': code<
    OfBase & {
      path: string;
      /** What is immutable, where the path is that of a part. */
      within: string;
      kind: 'added' | 'removed' | 'changed' | 'moved';
      /** JSON; secrets say their scheme alone. Empty where there is none. */
      before: string;
      after: string;
      place: string;
      /** The schema of the base alone says so. */
      old: boolean;
    }
  >('error', 'An immutable value is another than on the protected branch', (a) => {
    const what =
      a.within === '' ? `The immutable ${quote(a.path)}` : `${quote(a.path)}, a part of the immutable ${quote(a.within)},`;
    const there = `${a.base}${a.place === '' ? '' : ` (${a.place})`}`;
    const told = {
      changed:
        a.before === a.after
          ? `has another value, not shown, than on ${there}`
          : `was ${a.before} on ${there} and is ${a.after} now`,
      added: `was not there on ${there} and is ${a.after} now`,
      removed: `was ${a.before} on ${there} and is not there any more`,
      moved: `stands at another place than on ${there}`,
    }[a.kind];
    return `${what} ${told}${a.old ? '; the schema there says that it may not change' : ''}`;
  }),
  'lifecycle/immutable-removed': code<OfBase & { path: string; before: string; place: string; old: boolean }>(
    'error',
    'An immutable value was removed',
    (a) =>
      `The immutable ${quote(a.path)} was removed: it was ${a.before} on ${a.base}${a.place === '' ? '' : ` (${a.place})`}${a.old ? '; the schema there says that it may not change' : ''}`,
  ),
  'lifecycle/newly-deprecated': code<OfBase & { note: string; written: boolean }>(
    'error',
    'A deprecated field is newly set',
    (a) =>
      `This deprecated field ${a.written ? `is written anew, compared with ${a.base}` : `is not there on ${a.base}`}${a.note === '' ? '' : `: ${a.note}`}`,
  ),
  'lifecycle/rotation-due': code<OfBase & { days: number; since: string; commit: string }>(
    'warning',
    'A reference to a secret is older than its schema wants',
    (a) =>
      `This reference to a secret is to change every ${a.days === 1 ? 'day' : `${a.days} days`}, and has been the same since ${a.since} at least (${a.base}, ${a.commit})`,
  ),
  'lifecycle/not-judged': code<{ keywords: readonly string[]; reason: string }>(
    'info',
    'Keywords that look at history could not be judged',
    (a) => `${list(a.keywords)} cannot be judged: ${a.reason}`,
  ),
  'lifecycle/bad-base': code<OfBase & { reason: string }>(
    'error',
    'The workspace at the base cannot be used',
    (a) => `The workspace on ${a.base} cannot be compared with: ${a.reason}`,
  ),
} as const;
