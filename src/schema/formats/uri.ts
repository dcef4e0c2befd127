import { Characters, coverEscaped } from './characters.ts';
import { isIpv6 } from './network.ts';

interface Alphabet {
  readonly userInfo: Characters;
  readonly name: Characters;
  readonly path: Characters;
  readonly query: Characters;
}

const SCHEME = /^[a-z][a-z0-9+.-]{0,63}:/i;
const FUTURE_ADDRESS = /^v[0-9a-f]+\.[a-z0-9._~!$&'()*+,;=:-]+$/i;
const digits = new Characters('0-9');
const ascii = alphabet(false);
const wide = alphabet(true);

function alphabet(beyondAscii: boolean): Alphabet {
  const name = "a-zA-Z0-9._~!$&'()*+,;=-";
  return {
    name: new Characters(name, beyondAscii),
    userInfo: new Characters(`:${name}`, beyondAscii),
    path: new Characters(`/:@${name}`, beyondAscii),
    query: new Characters(`?/:@${name}`, beyondAscii),
  };
}

/** RFC 3986 `URI`. */
export function isUri(text: string): boolean {
  return SCHEME.test(text) && isReference(text, ascii);
}

export function isUriReference(text: string): boolean {
  return isReference(text, ascii);
}

/** RFC 3987. */
export function isIri(text: string): boolean {
  return SCHEME.test(text) && isReference(text, wide);
}

export function isIriReference(text: string): boolean {
  return isReference(text, wide);
}

/** An address of the web: `http`, `https` or `ftp`, and a host. */
export function isUrl(text: string): boolean {
  return /^(?:https?|ftp):\/\/[^/?#]/i.test(text) && isUri(text);
}

function isReference(text: string, alphabet: Alphabet): boolean {
  const hash = offsetOf(text, '#', text.length);
  const mark = offsetOf(text, '?', hash);
  const start = SCHEME.exec(text)?.[0].length ?? 0;
  if (!coverEscaped(alphabet.query, text, hash + 1) || !coverEscaped(alphabet.query, text, mark + 1, hash)) return false;
  if (start === 0 && offsetOf(text, ':', mark) < offsetOf(text, '/', mark)) return false;
  if (!text.startsWith('//', start)) return coverEscaped(alphabet.path, text, start, mark);
  const slash = text.indexOf('/', start + 2);
  const end = slash < 0 || slash > mark ? mark : slash;
  return isAuthority(text.slice(start + 2, end), alphabet) && coverEscaped(alphabet.path, text, end, mark);
}

function offsetOf(text: string, character: string, before: number): number {
  const at = text.indexOf(character);
  return at < 0 || at > before ? before : at;
}

function isAuthority(text: string, { userInfo, name }: Alphabet): boolean {
  const at = text.lastIndexOf('@');
  if (at >= 0 && !coverEscaped(userInfo, text, 0, at)) return false;
  const hostAndPort = text.slice(at + 1);
  const bracket = hostAndPort.startsWith('[') ? hostAndPort.indexOf(']') : -1;
  if (hostAndPort.startsWith('[') && bracket < 0) return false;
  const colon = hostAndPort.indexOf(':', bracket + 1);
  const host = colon < 0 ? hostAndPort : hostAndPort.slice(0, colon);
  if (colon >= 0 && !digits.cover(hostAndPort, colon + 1)) return false;
  return bracket < 0 ? coverEscaped(name, host) : bracket === host.length - 1 && isAddress(host.slice(1, -1));
}

function isAddress(text: string): boolean {
  return isIpv6(text) || (text.length <= 1000 && FUTURE_ADDRESS.test(text));
}
