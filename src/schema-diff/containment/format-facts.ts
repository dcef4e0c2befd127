import type { Literal } from './literal.ts';

interface FormatFacts {
  /** Matches every text of the format, and possibly others. */
  readonly pattern?: string;
  /** Formats that hold every text of it. */
  readonly wider?: readonly string[];
}

const DATE = '\\d{4}-\\d{2}-\\d{2}';
const TIME = '\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?';
const OFFSET = '(?:[zZ]|[+-]\\d{2}:\\d{2})';
const SCHEME = '^[a-zA-Z][a-zA-Z0-9+.-]*:';
const SYMBOL = '[A-Za-z0-9+/]';
/** RFC 4648, exactly. */
const BASE64 = `^(?:${SYMBOL}{4})*(?:${SYMBOL}{2}==|${SYMBOL}{3}=)?$`;
/** Whatever the schemes are. */
const SECRET = '^[^]*://[^]+$';

/** What is known about formats beyond their checks. Tests hold it against the checks. */
export const formatFacts: Readonly<Record<string, FormatFacts>> = Object.freeze({
  date: { pattern: `^${DATE}$` },
  time: { pattern: `^${TIME}${OFFSET}$`, wider: ['iso-time'] },
  'iso-time': { pattern: `^${TIME}${OFFSET}?$` },
  'date-time': { pattern: `^${DATE}[tT]${TIME}${OFFSET}$`, wider: ['iso-date-time'] },
  'iso-date-time': { pattern: `^${DATE}[tT ]${TIME}${OFFSET}?$` },
  duration: { pattern: '^P[0-9YMDTHSW]{2,99}$' },
  email: { pattern: '^[^]+@[^]+$', wider: ['idn-email'] },
  'idn-email': { pattern: '^[^]+@[^]+$' },
  hostname: { pattern: '^[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?$', wider: ['idn-hostname'] },
  'idn-hostname': { pattern: '^[^]' },
  ipv4: { pattern: '^\\d{1,3}(?:\\.\\d{1,3}){3}$', wider: ['hostname', 'idn-hostname'] },
  ipv6: { pattern: '^[0-9a-fA-F:.]{2,45}$' },
  uri: { pattern: SCHEME, wider: ['uri-reference', 'iri', 'iri-reference'] },
  'uri-reference': { wider: ['iri-reference'] },
  iri: { pattern: SCHEME, wider: ['iri-reference'] },
  url: {
    pattern: '^(?:[hH][tT][tT][pP][sS]?|[fF][tT][pP])://[^/?#]',
    wider: ['uri', 'uri-reference', 'iri', 'iri-reference'],
  },
  uuid: { pattern: '^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' },
  'json-pointer': { pattern: '^(?:/[^]*)?$' },
  'json-pointer-uri-fragment': { pattern: '^#' },
  'relative-json-pointer': { pattern: '^\\d' },
  byte: { pattern: BASE64 },
});

/** A text or two of each format, and of none. */
export const sampleTexts: readonly string[] = [
  '2020-01-02',
  '01:02:03Z',
  '01:02:03',
  '2020-01-02T01:02:03Z',
  '2020-01-02 01:02:03',
  'P1D',
  'a@b.c',
  'ü@ü.c',
  'a.b',
  'ü',
  '1.2.3.4',
  '::1',
  'http://a.b/c',
  'a:b',
  'a/b',
  'ü:ü',
  '{a}',
  '/{a}',
  '00000000-0000-0000-0000-000000000000',
  '/a',
  '#/a',
  '0#',
  '1/a',
  '[a]',
  '(',
  'aGk=',
  'aGkx',
  'vault://a',
  'keyvault://a',
  'env://A',
  'a b',
  ' ',
  '%',
  '',
];

/** Patterns that match whatever has all of these formats; and those that do not match what lacks one of them. */
export function patternsOf(checked: readonly Literal[]): {
  readonly matching: readonly string[];
  readonly notMatching: readonly string[];
} {
  const matching: string[] = [];
  const notMatching: string[] = [];
  for (const { part, positive } of checked) {
    if (part.op === 'base64' || (part.op === 'format' && part.name === 'byte')) (positive ? matching : notMatching).push(BASE64);
    else if (positive && part.op === 'secret') matching.push(SECRET);
    else if (positive && part.op === 'format') matching.push(...[factsOf(part.name)?.pattern ?? []].flat());
  }
  return { matching, notMatching };
}

/** What numbers of a format are, exactly. */
export const numberFacts: Readonly<Record<string, { readonly least: number; readonly most: number } | undefined>> = Object.freeze(
  {
    int32: { least: -(2 ** 31), most: 2 ** 31 - 1 },
    int64: { least: -Infinity, most: Infinity },
  },
);

/** Whether every text of one format is of another. */
export function isWithin(format: string, other: string): boolean {
  return format === other || factsOf(format)?.wider?.includes(other) === true;
}

function factsOf(format: string): FormatFacts | undefined {
  return Object.hasOwn(formatFacts, format) ? formatFacts[format] : undefined;
}
