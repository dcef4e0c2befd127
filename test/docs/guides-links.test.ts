import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { codes } from '../../src/diagnostics/codes.ts';
import { parseJson5 } from '../../src/documents/parse-json5.ts';
import { pagePath, readPageText } from './repository-page.ts';

const pages = [
  'README.md',
  ...readdirSync(pagePath('docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
  ...readdirSync(pagePath('docs/commands')).map((name) => `docs/commands/${name}`),
];

/** Pages whose links are looked at, and nothing else: other tests play them. */
const linking = [
  ...pages,
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'examples/README.md',
  ...readdirSync(pagePath('docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /^(?:decisions|diagnostics|rules)\/.*\.md$/.test(name))
    .map((name) => `docs/${name}`),
];

const fences = /^```[^\n]*\n.*?^```$/gms;

/** The anchor that forges give a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

function anchorsOf(page: string): string[] {
  return Array.from(
    readPageText(page)
      .replaceAll(fences, '')
      .matchAll(/^#+ (.*)$/gm),
    ([, heading = '']) => anchorOf(heading),
  );
}

function isBroken(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : relative(pagePath('.'), join(dirname(pagePath(page)), path));
  const code = /^docs\/diagnostics\/(.*)\.md$/.exec(target)?.[1];
  if (code !== undefined && Object.hasOwn(codes, code)) return false;
  if (!existsSync(pagePath(target))) return true;
  return anchor !== undefined && !anchorsOf(target).includes(anchor);
}

it.each(linking)('%s: every link leads somewhere', (page) => {
  const links = Array.from(
    readPageText(page)
      .replaceAll(fences, '')
      .matchAll(/\]\(([^)]+)\)/g),
    ([, link = '']) => link,
  );
  expect(links.filter((link) => /\s/.test(link) || (!/^[a-z]+:/.test(link) && isBroken(page, link)))).toEqual([]);
});

it.each(pages)('%s: JSON5 that is no file of an example is JSON5', (page) => {
  const blocks = Array.from(readPageText(page).matchAll(/^```json5\n(.*?)^```$/gms), ([, body = '']) => body);
  expect(blocks.filter((body) => parseJson5(body).value === undefined)).toEqual([]);
});

it.each(pages)('%s: a block that is a file says so to its reader', (page) => {
  const blocks = readPageText(page).matchAll(/((?:^.*\n){1,6})^```(?:json5|yaml|json|js) (\S+)\n(.*)/gm);
  const silent = Array.from(blocks).filter(
    ([, before = '', path = '', first = '']) => !/^(?:\/\/|#) /.test(first) && !before.includes(path),
  );
  const wrong = Array.from(readPageText(page).matchAll(/^```(?:json5|yaml) (\S+)\n(?:\/\/|#) (\S+)/gm)).filter(
    ([, path, said]) => path !== said,
  );
  expect([...silent, ...wrong].map(([, , path]) => path)).toEqual([]);
});

it('names no registry', () => {
  expect(pages.filter((page) => /registry\.\w+\.\w+/.test(readPageText(page)))).toEqual([]);
});
