import { describe, expect, it } from 'vitest';
import { numberFormats, stringFormats } from '../../../src/schema/formats/formats.ts';

type Samples = readonly [format: string, good: readonly string[], bad: readonly string[]];

const samples: readonly Samples[] = [
  [
    'date',
    ['2024-02-29', '1963-06-19'],
    ['2023-02-29', '2024-13-01', '2024-00-10', '2024-1-1', '24-01-01', '2024-01-32', '२०२४-01-01', ''],
  ],
  [
    'time',
    ['12:00:00Z', '23:59:60Z', '08:30:06.283185+05:30', '22:59:60-01:00', '00:29:60+00:30'],
    ['24:00:00Z', '12:60:00Z', '12:00:00', '12:00', '12:00:60Z', '01:02:03+24:00', '12:00:00.Z', '1:00:00Z'],
  ],
  [
    'date-time',
    ['2024-02-29T12:00:00Z', '1990-12-31t15:59:59.123-08:00', '1998-12-31T23:59:60Z'],
    ['2024-02-29 12:00:00Z', '2024-02-30T12:00:00Z', '2024-02-29T12:00:00', '2024-02-29', 'T12:00:00Z'],
  ],
  ['iso-time', ['12:00:00', '12:00:00Z'], ['12:00', '25:00:00']],
  ['iso-date-time', ['2024-02-29 12:00:00', '2024-02-29T12:00:00Z'], ['2024-02-29']],
  [
    'duration',
    ['P4DT12H30M5S', 'P1Y', 'PT0S', 'P2W', 'PT1M', 'P1M'],
    ['P', 'PT', 'P1', '1D', 'P1D2H', 'P1Y2W', 'PT1D', 'P1.5D', 'p1d', ''],
  ],
  [
    'email',
    [
      'joe@example.com',
      "a.b+c!#$%'*/=?^_`{|}~-@x.test",
      '"joe bloggs"@example.com',
      'joe@[127.0.0.1]',
      'joe@[IPv6:::1]',
      'joe@host',
    ],
    [
      'joe',
      '@x',
      'joe@',
      '.joe@x.test',
      'joe.@x.test',
      'a..b@x.test',
      'a b@x.test',
      'joe@-x.test',
      'joe@x..test',
      'joe@[127.0.0.300]',
      'é@x.test',
      `${'a'.repeat(320)}@x.test`,
    ],
  ],
  ['idn-email', ['é@日本.test'], ['é@', 'a b@x']],
  [
    'hostname',
    ['example.com', 'a', 'xn--4gbwdl.xn--wgbh1c', '1host', 'a-b.c', 'a'.repeat(63)],
    ['', '-a.test', 'a-.test', 'a..b', '.a', 'a_b', 'a'.repeat(64), `${'a.'.repeat(127)}a`, 'é.test'],
  ],
  ['idn-hostname', ['日本.test'], ['日 本']],
  [
    'ipv4',
    ['0.0.0.0', '255.255.255.255', '192.168.0.1'],
    ['256.0.0.1', '1.2.3', '1.2.3.4.5', '01.2.3.4', '1.2.3.4.', '0x7f.0.0.1', ' 1.2.3.4'],
  ],
  [
    'ipv6',
    [
      '::',
      '::1',
      '1::',
      '2001:db8::8a2e:370:7334',
      '1:2:3:4:5:6:7:8',
      '::ffff:192.168.0.1',
      '1:2:3:4:5:6:1.2.3.4',
      '1::3:4:5:6:7:8',
    ],
    [
      ':',
      ':::',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '12345::',
      '::1::',
      '1:2:3:4:5:6:7:8::',
      'fe80::a%eth1',
      '1.2.3.4::',
      '::1.2.3',
      'g::',
    ],
  ],
  [
    'uri',
    [
      'http://foo.bar/?baz=qux#quux',
      'urn:oasis:names',
      'mailto:a@b.c',
      'http://[::1]:80/',
      'file:///a',
      'http://a:b@c/%20',
      'tel:+1',
      'x:',
    ],
    [
      '//foo',
      '/abc',
      'abc',
      'http:// x',
      'http://a/\\',
      'http://a/%2',
      'http://[::1',
      'http://[g]/',
      ':x',
      '1a:b',
      'http://a:b',
      'http://a/é',
      'http://a/<b>',
      'http://a/#b#c',
    ],
  ],
  [
    'uri-reference',
    ['', 'a', '../b?c#d', '//host/p', '#frag', 'a/b:c', './a:b', 'http://x'],
    ['\\\\x', 'a b', '#a b', '1a:b', 'a%', '{a}'],
  ],
  ['iri', ['http://ƒøø.ßår/?∂éœ=πîx#πîüx'], ['/abc', 'http://a b']],
  ['iri-reference', ['âππ', '#ƒrägmênt'], ['\\']],
  ['url', ['https://x.test/a', 'ftp://x'], ['http:///a', 'mailto:a@b', 'x']],
  [
    'uri-template',
    ['http://x/{term:1}/{+path,here}{?x*}', 'plain', '', '{a.b}'],
    ['{', '}', '{}', '{a', 'a}', '{a{b}}', '{a:10000}', '{,}', '%2', 'a b'],
  ],
  [
    'uuid',
    ['2eb8aa08-aa98-11ea-b4aa-73b441d16380', '2EB8AA08-AA98-11EA-B4AA-73B441D16380'],
    [
      '2eb8aa08-aa98-11ea-b4aa-73b441d1638',
      '2eb8aa08aa9811eab4aa73b441d16380',
      '{2eb8aa08-aa98-11ea-b4aa-73b441d16380}',
      '2eb8aa08-aa98-11ea-b4aa-73b441d1638g',
    ],
  ],
  ['json-pointer', ['', '/', '/a~0~1/0', '//', '/é'], ['a', '/~', '/~2', '#/a']],
  ['json-pointer-uri-fragment', ['#', '#/a%20b'], ['', '/a', '#a', '#/a b']],
  ['relative-json-pointer', ['0', '1/a', '2#', '0/'], ['', '/a', '01', '-1', '1a', '1##', '+1/a']],
  ['regex', ['^a+$', '\\p{L}', '\\-', ''], ['(', '[', 'a**', '(?<n']],
  ['byte', ['', 'AA==', 'AAA=', 'AAAA', 'ab+/'], ['A', 'AA', 'A===', 'AA=A', 'AA\n=', 'a-_=']],
];

describe('formats', () => {
  it.each(samples)('%s', (format, good, bad) => {
    const test = stringFormats[format] as (text: string) => boolean;
    expect([...good, ...bad].filter(test)).toEqual(good);
  });

  it('all have samples', () => {
    expect(samples.map(([format]) => format).toSorted()).toEqual(Object.keys(stringFormats).toSorted());
  });

  it('int32 and int64', () => {
    expect([0, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 1.5].map((value) => numberFormats['int32']?.(value))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect([2 ** 53, 1.5].map((value) => numberFormats['int64']?.(value))).toEqual([true, false]);
  });
});
