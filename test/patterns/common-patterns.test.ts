import { describe, expect, test } from 'vitest';
import { compilePattern } from '../../src/patterns/compile-pattern.ts';

interface Row {
  readonly name: string;
  readonly pattern: string;
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

const label = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?';
const octet = '(25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)';
const hex = '[0-9a-fA-F]{1,4}';

const rows: readonly Row[] = [
  { name: 'kebab name', pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$', yes: ['a', 'eu-west-1'], no: ['-a', 'a-', 'a--b', ''] },
  { name: 'snake name', pattern: '^[A-Z][A-Z0-9_]*$', yes: ['A_1'], no: ['a', '_A'] },
  {
    name: 'semver',
    pattern:
      '^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-((?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\\+([0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*))?$',
    yes: ['1.0.0', '1.2.3-rc.1+build.5', '0.0.0-0a'],
    no: ['1.0', '01.0.0', '1.0.0-01', 'v1.0.0'],
  },
  { name: 'label of a host', pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', yes: ['a', 'a-b'], no: ['a-', '-a', 'A'] },
  {
    name: 'subdomain',
    pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
    yes: ['a.b-c.d'],
    no: ['a..b', 'a.'],
  },
  { name: 'host name', pattern: `^(?:${label}\\.)+[a-zA-Z]{2,63}$`, yes: ['example.com'], no: ['example', '-a.com'] },
  {
    name: 'host name by lookaround',
    pattern: '^(?=.{1,253}$)(?!-)[A-Za-z0-9-]{1,63}(?<!-)(\\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))*$',
    yes: ['a.example.com'],
    no: ['a-.com', 'x'.repeat(64), 'ab.'.repeat(100)],
  },
  {
    name: 'ARN',
    pattern: '^arn:aws[a-zA-Z-]*:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+$',
    yes: ['arn:aws:iam::123456789012:role/svc/x'],
    no: ['arn:aws:iam::1:role/x'],
  },
  {
    name: 'any ARN',
    pattern: '^arn:(aws|aws-cn|aws-us-gov):[a-z0-9-]+:[a-z0-9-]*:(\\d{12})?:.+$',
    yes: ['arn:aws:s3:::b'],
    no: ['arn:x:s3:::b'],
  },
  {
    name: 'URL',
    pattern: '^(https?|ftp)://[a-zA-Z0-9.-]+(:\\d+)?(/[^\\s?#]*)?(\\?[^\\s#]*)?(#\\S*)?$',
    yes: ['https://a.b:8080/c?d=e#f'],
    no: ['http:/a', 'https://a b'],
  },
  {
    name: 'ISO duration',
    pattern: '^P(?!$)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+S)?)?$',
    yes: ['P1D', 'PT15M', 'P1Y2M3DT4H'],
    no: ['P', 'PT', 'P1H'],
  },
  { name: 'duration', pattern: '^([0-9]+(\\.[0-9]+)?(ns|us|µs|ms|s|m|h))+$', yes: ['1h30m', '1.5s'], no: ['1', 'h'] },
  { name: 'IPv4', pattern: `^(${octet}\\.){3}${octet}$`, yes: ['10.0.0.255'], no: ['10.0.0.256', '1.2.3'] },
  {
    name: 'IPv4 by alternatives',
    pattern: `^(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.|$)){4}$`,
    yes: ['10.0.0.1'],
    no: ['a'],
  },
  {
    name: 'CIDR',
    pattern: '^([0-9]{1,3}\\.){3}[0-9]{1,3}(/([0-9]|[1-2][0-9]|3[0-2]))?$',
    yes: ['10.0.0.0/8'],
    no: ['10.0.0.0/33'],
  },
  {
    name: 'IPv6',
    pattern: `^((${hex}:){7,7}${hex}|(${hex}:){1,7}:|(${hex}:){1,6}:${hex}|(${hex}:){1,5}(:${hex}){1,2}|(${hex}:){1,4}(:${hex}){1,3}|(${hex}:){1,3}(:${hex}){1,4}|(${hex}:){1,2}(:${hex}){1,5}|${hex}:((:${hex}){1,6})|:((:${hex}){1,7}|:))$`,
    yes: ['::1', '2001:db8::8a2e:370:7334', '1:2:3:4:5:6:7:8'],
    no: ['1:2', ':::', '12345::'],
  },
  {
    name: 'UUID',
    pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
    yes: ['123e4567-e89b-12d3-a456-426614174000'],
    no: ['123e4567'],
  },
  { name: 'date', pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$', yes: ['2026-11-20'], no: ['2026-13-20'] },
  {
    name: 'timestamp',
    pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$',
    yes: ['2026-11-20T00:00:00.5Z'],
    no: ['x'],
  },
  { name: 'base64', pattern: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$', yes: ['YQ==', ''], no: ['YQ='] },
  { name: 'colour', pattern: '^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$', yes: ['#fff'], no: ['#ffff'] },
  {
    name: 'image',
    pattern: '^[a-z0-9.-]+(:[0-9]+)?(/[a-z0-9._-]+)*(:[\\w.-]+)?(@sha256:[a-f0-9]{64})?$',
    yes: ['reg.io:5000/a/b:1.2'],
    no: ['A'],
  },
  { name: 'long text', pattern: '^[\\s\\S]{1,16384}$', yes: ['x\ny'], no: ['', 'x'.repeat(16385)] },
  { name: 'short text', pattern: '^.{0,4096}$', yes: ['', 'x'], no: ['x\ny'] },
  { name: 'word in any script', pattern: "^\\p{L}[\\p{L}\\p{M}\\s'-]*$", yes: ['Žižek'], no: ['1a'] },
  { name: 'file name', pattern: '^.*\\.ya?ml$', yes: ['a.yml'], no: ['a.json'] },
  { name: 'extension', pattern: '\\.json$', yes: ['a.json'], no: ['a.json5'] },
  { name: 'prefix', pattern: '^x-', yes: ['x-a'], no: ['ax-'] },
  { name: 'choice', pattern: '^(dev|staging|prod)$', yes: ['dev'], no: ['dev2'] },
  { name: 'JSON Pointer', pattern: '^(/[^/~]*(~[01][^/~]*)*)*$', yes: ['', '/a~1b/c'], no: ['a', '/~2'] },
  { name: 'trimmed', pattern: '^\\S(.*\\S)?$', yes: ['a b', 'a'], no: [' a', 'a '] },
  { name: 'quantity', pattern: '^[1-9][0-9]*(Ki|Mi|Gi|Ti|m)?$', yes: ['512Mi'], no: ['0'] },
  { name: 'phone', pattern: '^\\+?[1-9]\\d{1,14}$', yes: ['+4930123456'], no: ['0'] },
  { name: 'password', pattern: '^(?=.*[A-Z])(?=.*[a-z])(?=.*\\d).{8,}$', yes: ['Passw0rd'], no: ['password'] },
  { name: 'no double hyphen', pattern: '^(?!.*--)[a-z][a-z0-9-]*$', yes: ['a-b'], no: ['a--b'] },
  { name: 'reserved word', pattern: '^(?!default$)[a-z]+$', yes: ['defaults'], no: ['default'] },
  { name: 'mail', pattern: '^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9-]+(\\.[a-zA-Z0-9-]+)*$', yes: ['a.b@c.de'], no: ['@c', 'a@'] },
  { name: 'npm name', pattern: '^(@[a-z0-9-~][a-z0-9-._~]*/)?[a-z0-9-~][a-z0-9-._~]*$', yes: ['@a/b', 'b'], no: ['@a'] },
  { name: 'secret reference', pattern: '^(keyvault|vault|env)://.+$', yes: ['env://X'], no: ['http://x'] },
  { name: 'path', pattern: '^(/[a-zA-Z0-9._-]+)+/?$', yes: ['/a/b/'], no: ['a', '//'] },
  { name: 'empty or name', pattern: '^$|^[a-z]+$', yes: ['', 'a'], no: ['1'] },
  { name: 'time', pattern: '^([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$', yes: ['23:59'], no: ['24:00'] },
  { name: 'upper letter anywhere', pattern: '[A-Z]', yes: ['aB'], no: ['ab'] },
  { name: 'escapes too many', pattern: '^[\\w\\-\\.]+\\@\\_$', yes: ['a-b.c@_'], no: ['@_'] },
];

describe('the patterns people write run on the native engine', () => {
  test.each(rows)('$name', ({ pattern, yes, no }) => {
    const compiled = compilePattern(pattern);
    expect(compiled).toMatchObject({ ok: true, engine: 'native', source: pattern });
    if (!compiled.ok) return;
    expect(yes.filter((text) => !compiled.test(text))).toEqual([]);
    expect(no.filter((text) => compiled.test(text))).toEqual([]);
  });
});

describe('patterns that go back over the text run on the linear engine', () => {
  test.each([
    { pattern: '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$', yes: ['a@b.c'], no: ['a@b', '@b.c'] },
    { pattern: '^\\s*(.*?)\\s*$', yes: ['', ' a '], no: [] },
    { pattern: '[a-z]+$', yes: ['1a'], no: ['a1'] },
    { pattern: 'foo.*bar', yes: ['xfoo-bar'], no: ['bar foo'] },
    { pattern: '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$', yes: ['1.5Gi', '1e3'], no: ['Gi'] },
  ])('$pattern', ({ pattern, yes, no }) => {
    const compiled = compilePattern(pattern);
    expect(compiled).toMatchObject({ ok: true, engine: 'linear', source: pattern });
    if (!compiled.ok) return;
    expect(yes.filter((text) => !compiled.test(text))).toEqual([]);
    expect(no.filter((text) => compiled.test(text))).toEqual([]);
  });
});
