/** The scheme of the addresses that documents of the workspace have among each other. */
export const workspaceScheme = 'confman:/';

const HAS_SCHEME = /^[a-z][a-z0-9+.-]*:/i;

export function hasScheme(text: string): boolean {
  return HAS_SCHEME.test(text);
}

/** Resolves a reference against an absolute base (RFC 3986); undefined where the text is no URI reference. */
export function resolveUri(base: string, reference: string): string | undefined {
  if (reference === '') return base;
  try {
    return new URL(reference, base).href;
  } catch {
    return undefined;
  }
}

export function splitFragment(uri: string): { readonly base: string; readonly fragment: string } {
  const hash = uri.indexOf('#');
  return hash < 0 ? { base: uri, fragment: '' } : { base: uri.slice(0, hash), fragment: uri.slice(hash + 1) };
}

/** Percent escapes undone; undefined where they are malformed. */
export function decodeFragment(fragment: string): string | undefined {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return undefined;
  }
}
