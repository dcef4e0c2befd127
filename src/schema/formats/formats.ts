import { isBase64 } from './base64.ts';
import { isDate, isDateTime, isDuration, isLocalDateTime, isTime, isTimeOfDay } from './date-time.ts';
import { isEmail, isHostname, isIpv4, isIpv6, isWideEmail, isWideHostname } from './network.ts';
import { isJsonPointer, isJsonPointerFragment, isRelativeJsonPointer } from './pointers.ts';
import { isRegex } from './regex.ts';
import { isUri, isUriReference, isIri, isIriReference, isUrl } from './uri.ts';
import { isUriTemplate } from './uri-template.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The formats of strings that are checked, one row each. All take time linear in the length of the text. */
export const stringFormats: Readonly<Record<string, (text: string) => boolean>> = Object.freeze({
  date: isDate,
  time: isTime,
  'date-time': isDateTime,
  'iso-time': isTimeOfDay,
  'iso-date-time': isLocalDateTime,
  duration: isDuration,
  email: isEmail,
  'idn-email': isWideEmail,
  hostname: isHostname,
  'idn-hostname': isWideHostname,
  ipv4: isIpv4,
  ipv6: isIpv6,
  uri: isUri,
  'uri-reference': isUriReference,
  iri: isIri,
  'iri-reference': isIriReference,
  url: isUrl,
  'uri-template': isUriTemplate,
  uuid: (text) => text.length === 36 && UUID.test(text),
  'json-pointer': isJsonPointer,
  'json-pointer-uri-fragment': isJsonPointerFragment,
  'relative-json-pointer': isRelativeJsonPointer,
  regex: isRegex,
  byte: isBase64,
});

/** The formats of numbers, as OpenAPI has them. */
export const numberFormats: Readonly<Record<string, (value: number) => boolean>> = Object.freeze({
  int32: (value) => Number.isInteger(value) && Math.abs(value + 0.5) < 2 ** 31,
  int64: (value) => Number.isInteger(value),
});

export function isFormat(name: string): boolean {
  return Object.hasOwn(stringFormats, name) || Object.hasOwn(numberFormats, name);
}
