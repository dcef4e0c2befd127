export interface FormatWords {
  /** `a date` */
  readonly noun: string;
  readonly example: string;
}

const rows: Readonly<Record<string, FormatWords>> = {
  date: { noun: 'a date', example: '2026-11-20' },
  time: { noun: 'a time with an offset', example: '16:50:00Z' },
  'date-time': { noun: 'a date and time with an offset', example: '2026-11-20T16:50:00Z' },
  'iso-time': { noun: 'a time', example: '16:50:00' },
  'iso-date-time': { noun: 'a date and time', example: '2026-11-20T16:50:00' },
  duration: { noun: 'an ISO 8601 duration', example: 'PT15M' },
  email: { noun: 'an e-mail address', example: 'team@example.com' },
  'idn-email': { noun: 'an e-mail address', example: 'team@example.com' },
  hostname: { noun: 'a host name', example: 'db.example.com' },
  'idn-hostname': { noun: 'a host name', example: 'db.example.com' },
  ipv4: { noun: 'an IPv4 address', example: '192.0.2.1' },
  ipv6: { noun: 'an IPv6 address', example: '2001:db8::1' },
  uri: { noun: 'a URI with a scheme', example: 'https://example.com/path' },
  'uri-reference': { noun: 'a URI reference', example: '/path?query' },
  iri: { noun: 'an IRI with a scheme', example: 'https://example.com/path' },
  'iri-reference': { noun: 'an IRI reference', example: '/path?query' },
  url: { noun: 'a URL', example: 'https://example.com/path' },
  'uri-template': { noun: 'a URI template', example: '/users/{id}' },
  uuid: { noun: 'a UUID', example: '123e4567-e89b-12d3-a456-426614174000' },
  'json-pointer': { noun: 'a JSON Pointer', example: '/servers/0' },
  'json-pointer-uri-fragment': { noun: 'a JSON Pointer as a URI fragment', example: '#/servers/0' },
  'relative-json-pointer': { noun: 'a relative JSON Pointer', example: '1/name' },
  regex: { noun: 'a regular expression of ECMA-262', example: '^[a-z]+$' },
  byte: { noun: 'base64 with padding', example: 'Y29uZmln' },
  int32: { noun: 'a 32-bit integer', example: '42' },
  int64: { noun: 'a 64-bit integer', example: '42' },
};

/** How people call a format, and a value of it; a format without a row is called by its name. */
export function formatWords(format: string): Partial<FormatWords> & Pick<FormatWords, 'noun'> {
  return Object.hasOwn(rows, format) ? (rows[format] as FormatWords) : { noun: `of the format ${JSON.stringify(format)}` };
}
