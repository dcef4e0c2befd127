import { Characters } from './characters.ts';

const labelCharacters = new Characters('a-zA-Z0-9-');
const wideLabelCharacters = new Characters('a-zA-Z0-9-', true);
const localCharacters = new Characters("a-zA-Z0-9!#$%&'*+/=?^_`{|}~-");
const wideLocalCharacters = new Characters("a-zA-Z0-9!#$%&'*+/=?^_`{|}~-", true);
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const HEXTET = /^[0-9a-f]{1,4}$/i;

/** RFC 1123; a dot at the end is no part of a name that is written in a configuration. */
export function isHostname(text: string): boolean {
  return isName(text, labelCharacters);
}

/** RFC 5890, without the tables: letters beyond ASCII are let through. */
export function isWideHostname(text: string): boolean {
  return isName(text, wideLabelCharacters);
}

function isName(text: string, characters: Characters): boolean {
  if (text.length === 0 || text.length > 253) return false;
  return text.split('.').every((label) => {
    const fits = label.length > 0 && label.length <= 63 && !label.startsWith('-') && !label.endsWith('-');
    return fits && characters.cover(label);
  });
}

/** RFC 5321 mailbox: a dot-atom or a quoted string, and a domain or an address literal. */
export function isEmail(text: string): boolean {
  return isMailbox(text, localCharacters, isHostname);
}

/** RFC 6531. */
export function isWideEmail(text: string): boolean {
  return isMailbox(text, wideLocalCharacters, isWideHostname);
}

function isMailbox(text: string, characters: Characters, isDomain: (text: string) => boolean): boolean {
  const at = text.length <= 320 ? text.lastIndexOf('@') : -1;
  if (at < 1) return false;
  const domain = text.slice(at + 1);
  const isLiteral = domain.startsWith('[') && domain.endsWith(']') && isAddressLiteral(domain.slice(1, -1));
  return (isLiteral || isDomain(domain)) && isLocalPart(text.slice(0, at), characters);
}

function isLocalPart(text: string, characters: Characters): boolean {
  if (text.startsWith('"')) return /^"(?:[^"\\\p{Cc}]|\\[^\p{Cc}])*"$/u.test(text);
  return text.split('.').every((atom) => atom.length > 0 && characters.cover(atom));
}

function isAddressLiteral(text: string): boolean {
  return /^ipv6:/i.test(text) ? isIpv6(text.slice(5)) : isIpv4(text);
}

export function isIpv4(text: string): boolean {
  return text.length <= 15 && IPV4.test(text);
}

/** RFC 4291, no zone: eight groups, one run of them left out, the last two written as IPv4. */
export function isIpv6(text: string): boolean {
  if (text.length < 2 || text.length > 45) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const counts = halves.map((half, i) => countGroups(half, i === halves.length - 1));
  const total = counts.reduce((sum, count) => sum + count, 0);
  return halves.length === 1 ? total === 8 : total <= 7;
}

/** NaN where some group is none. */
function countGroups(text: string, mayEndInIpv4: boolean): number {
  if (text === '') return 0;
  const groups = text.split(':');
  return groups.reduce((sum, group, i) => {
    if (HEXTET.test(group)) return sum + 1;
    return mayEndInIpv4 && i === groups.length - 1 && isIpv4(group) ? sum + 2 : NaN;
  }, 0);
}
