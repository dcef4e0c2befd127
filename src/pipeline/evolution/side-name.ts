import { versionName } from '../../model/schema-version.ts';

/** A schema as it is typed, taken apart; nothing has been looked up yet. */
export type SideName =
  /** `main:schemas/shop/v1.json`: a path or an id in a commit. */
  | { readonly kind: 'revision'; readonly revision: string; readonly path: string }
  /** `shop@v2` */
  | { readonly kind: 'version'; readonly family: string; readonly version: string }
  | { readonly kind: 'bad-version'; readonly family: string; readonly version: string }
  /** An id, a family, or a file. */
  | { readonly kind: 'name'; readonly text: string };

/** A drive letter is no revision, and a path that starts with a dot has none before its colon. */
export function readSideName(text: string): SideName {
  const colon = text.indexOf(':');
  const slash = text.indexOf('/');
  const isDrive = /^[A-Za-z]:[\\/]/.test(text);
  if (colon > 0 && !isDrive && !text.startsWith('.') && !(text.startsWith('/') && slash < colon))
    return { kind: 'revision', revision: text.slice(0, colon), path: text.slice(colon + 1) };
  const at = text.lastIndexOf('@');
  if (at <= 0 || text.includes('/', at)) return { kind: 'name', text };
  const [family, written] = [text.slice(0, at), text.slice(at + 1)];
  const version = versionName(written);
  return version === undefined ? { kind: 'bad-version', family, version: written } : { kind: 'version', family, version };
}
