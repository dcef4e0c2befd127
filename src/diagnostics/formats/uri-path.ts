/** A path relative to the root as a relative URI reference: every segment percent-encoded, none taken for a scheme. */
export function uriPath(path: string): string {
  const encoded = path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent);
  return encoded.join('/');
}
