import type { OwnerRule } from './owner-rule.ts';
import type { Forge } from './principal.ts';

/** What a forge understands of a list of owners. */
export interface OwnerHost {
  /** Where it looks, the first that is there counts. The first of all is where a new file goes. */
  readonly places: readonly string[];
  readonly emails: boolean;
  /** A line that names nobody takes a part away from the owners of what it lies in. */
  readonly ownerless: boolean;
  /** Lines in front of all others. */
  readonly head: readonly string[];
  pattern(rule: OwnerRule): string;
}

const pattern = (rule: OwnerRule): string => globOf(rule);

export const ownerHosts = Object.freeze({
  github: { places: ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'], emails: true, ownerless: true, head: [], pattern },
  gitlab: {
    places: ['.gitlab/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'],
    emails: true,
    ownerless: true,
    // A section of its own: within one the last line decides, and sections do not get in each other's way.
    head: ['[confman]'],
    pattern,
  },
  gitea: {
    places: ['.gitea/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'],
    emails: false,
    ownerless: false,
    head: [],
    pattern: (rule) => expressionOf(rule),
  },
} as const satisfies Record<Forge, OwnerHost>);

/** What is nothing but itself in a pattern, and can be seen. */
const plain = /[\p{L}\p{N}\p{S}._/@%&'(),:;-]/u;
const special = /[$^+|~`<>=]/;

/**
 * The patterns of gitignore, as far as the forges agree about them. What means something in one of them, or cannot be
 * seen, is written as `?`, any one character: then others may be asked too, and never nobody.
 */
function globOf({ path, what }: OwnerRule): string {
  const written = [...path].map((each) => (each === ' ' ? '\\ ' : plain.test(each) && !special.test(each) ? each : '?')).join('');
  if (what === 'file') return `/${written}`;
  if (what === 'folder') return written === '' ? '*' : `/${written}/`;
  return written === '' ? 'namespace.*' : `/${written}/**/namespace.*`;
}

/** Regular expressions for whole paths, without any backslash: that is an escape of the file before it is one of the expression. */
function expressionOf({ path, what }: OwnerRule): string {
  const written = [...path].map((each) => (each === '.' ? '[.]' : /[A-Za-z0-9_/-]/.test(each) ? each : '.')).join('');
  const folder = written === '' ? '' : `${written}/`;
  if (what === 'file') return written;
  return what === 'folder' ? `${folder}.*` : `${folder}(.*/)?namespace[.][^/]*`;
}
