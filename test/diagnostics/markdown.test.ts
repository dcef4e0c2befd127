import * as fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/diagnostics/finding.ts';
import { render } from '../../src/diagnostics/formats.ts';
import { codeSpan, markdownText } from '../../src/diagnostics/formats/markdown-text.ts';
import { findingOf, placeOf, reportOf } from './build-report.ts';
import { hostileReport } from './hostile-report.ts';
import { sampleReport } from './sample-report.ts';

function markdownOf(report: Report): string {
  return render(report, 'markdown', { colour: false, width: 80 });
}

/** As forges read it: Markdown with GitHub's extensions (tables, bare links) to HTML. */
function htmlOf(report: Report): string {
  return marked.parse(markdownOf(report), { async: false, gfm: true });
}

describe('markdown', () => {
  test('a section for each file', () => {
    const text = 'a: 1,\n';
    const report = reportOf(
      [
        findingOf({ message: 'No app matches "apps/x"' }),
        findingOf({
          place: placeOf('configs/a.json5', text, '1'),
          message: '"/a" is not $unset by @me #1',
          apps: ['apps/a'],
          hint: 'Write { $ref: "b" }',
        }),
        findingOf({ place: placeOf('configs/a.json5', text, 'a'), severity: 'warning', message: 'w' }),
      ],
      { apps: { total: 2, valid: 1, invalid: 1, rebuilt: 0, unchanged: 0 } },
    );
    expect(markdownOf(report)).toBe(`<!-- confman report -->
### confman: 2 errors and 1 warning

1 of 2 apps is invalid

❌ **error**: No app matches \`apps/x\` (\`documents/syntax\`)

#### \`configs/a.json5\`

❌ **error** line 1: \`/a\` is not \`$unset\` by @\u200bme #\u200b1, in 1 app (\`apps/a\`) (\`documents/syntax\`)

\`\`\`text
1 │ a: 1,
  │    ^
\`\`\`

→ Write \`{ $ref: "b" }\`

⚠️ **warning** line 1: w (\`documents/syntax\`)

\`\`\`text
1 │ a: 1,
  │ ^
\`\`\`
`);
  });

  test('at most 60 KB, and it counts what was cut', () => {
    const findings = Array.from({ length: 3000 }, (_, i) =>
      findingOf({ message: `日本 ${i}`, severity: i % 3 === 0 ? 'error' : 'warning' }),
    );
    const output = markdownOf(reportOf(findings, { omitted: 5 }));
    expect(Buffer.byteLength(output)).toBeLessThanOrEqual(60_000);
    expect(Buffer.byteLength(output)).toBeGreaterThan(58_000);
    const shown = output.match(/日本/g)?.length ?? 0;
    const cut = /Cut for length: (\d+) warnings of 3000 findings\. 5 more findings are not shown/.exec(output);
    expect(Number(cut?.[1])).toBe(3000 - shown);
  });

  test('no warning takes the room of an error', () => {
    const findings = Array.from({ length: 1000 }, (_, i) =>
      findingOf({ message: `${i} ${'x'.repeat(200)}`, severity: i < 990 ? 'warning' : 'error' }),
    );
    const output = markdownOf(reportOf(findings));
    expect(output.match(/\*\*error\*\*/g)).toHaveLength(10);
    expect(output).toMatch(/Cut for length: \d+ warnings of 1000 findings/);
    expect(output.indexOf('**warning**')).toBeLessThan(output.indexOf('**error**'));
  });

  test('names and texts stay text: no markup, no links, no mentions', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const html = htmlOf(report).replace('<!-- confman report -->', '');
        const tags = new Set(Array.from(html.matchAll(/<\/?([a-z][a-z0-9]*|!--)/gi), (match) => match[1]));
        const known = new Set(['h3', 'h4', 'p', 'strong', 'code', 'pre', 'hr']);
        expect([...tags].filter((tag) => !known.has(tag ?? ''))).toEqual([]);
        const prose = html.replace(/<code[^>]*>[^]*?<\/code>/g, '').replaceAll('&#39;', "'");
        expect(prose).not.toMatch(/[@#!]\w|(?<![a-z])https?:\/\/\w/i);
      }),
      { numRuns: 500 },
    );
  });

  test('the sample reads as meant', () => {
    const html = htmlOf(sampleReport);
    expect(html).toContain('<h4><code>configs/system/global.json5</code></h4>');
    expect(html).toContain('password: ••••••••,');
    expect(html).not.toContain('hunter2');
  });
});

test.each([
  ['a word', '`a word`'],
  ['', '`  `'],
  ['a`b', '``a`b``'],
  ['`', '`` ` ``'],
  ['``x', '``` ``x ```'],
  ['a|b <i>', '`a|b <i>`'],
])('%o as code', (text, expected) => {
  expect(codeSpan(text)).toBe(expected);
});

test.each([
  ['The key "a`b" is *not* "c"', 'The key ``a`b`` is \\*not\\* `c`'],
  ['two beside each other: "a""b`"', 'two beside each other: `a` `` b` ``'],
  ['the empty "" one', 'the empty `""` one'],
  ['an escaped "a\\"b" quote', 'an escaped `a\\"b` quote'],
  ['a lone " quote', 'a lone " quote'],
  ['placeholders {region} and $ref', 'placeholders `{region}` and `$ref`'],
  ['towards "v1": `http/@time`: the *range*', 'towards `v1`: `http/@time`: the \\*range\\*'],
  ['an odd ` one', 'an odd \\` one'],
])('%o as a sentence', (text, expected) => {
  expect(markdownText(text)).toBe(expected);
});
