import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/commands/command-context.ts';
import { codes, type CodeRow, type DiagnosticCode } from '../../src/diagnostics/codes.ts';
import { readPage, rewritePage, type DiagnosticPage } from './diagnostic-page.ts';
import { diagnosticsIndex } from './diagnostics-index.ts';
import { ExampleFolder } from './example-folder.ts';
import { notShown, shownAs } from './not-shown.ts';

/** `UPDATE_DOCS=1 npx vitest run test/docs` writes what confman prints now into the pages. */
const update = process.env['UPDATE_DOCS'] !== undefined && process.env['UPDATE_DOCS'] !== '';
/** Lines of a page, at most: whoever meets a code wants to go on. */
const longest = 60;
const repository = join(import.meta.dirname, '../..');
const folder = join(repository, 'docs/diagnostics');
const all = Object.keys(codes) as DiagnosticCode[];
const documented = filesBelow(folder, '.md').filter((path) => path !== 'README.md');
const sources = filesBelow(join(repository, 'src'), '.ts')
  .filter((path) => !path.startsWith('diagnostics/codes'))
  .map((path) => readFileSync(join(repository, 'src', path), 'utf8'));

describe('every code', () => {
  it.each(all)('%s has a page', (code) => expect(documented).toContain(`${code}.md`));
  it.each(documented)('%s is the page of a code', (path) => expect(all).toContain(path.replace(/\.md$/, '')));
  it.each(all)('%s is given somewhere', (code) => expect(sources.some((text) => text.includes(`'${code}'`))).toBe(true));

  it('is listed in the index', () => {
    const path = join(folder, 'README.md');
    if (update) writeFileSync(path, diagnosticsIndex(codes));
    expect(readFileSync(path, 'utf8')).toBe(diagnosticsIndex(codes));
  });
});

it('what no page can show is tested elsewhere', () => {
  for (const [code, { test }] of Object.entries(notShown)) {
    expect(all).toContain(code);
    expect(readFileSync(join(repository, test), 'utf8'), code).toContain(code);
  }
});

describe('the page of', () => {
  it.each(all.filter((code) => documented.includes(`${code}.md`)))('%s', async (code) => {
    const path = join(folder, `${code}.md`);
    const text = readFileSync(path, 'utf8');
    const page = readPage(text);
    const { summary, severity }: CodeRow<never> = codes[code];
    const outputs = Object.hasOwn(notShown, code) ? shownOf(page) : await play(code, severity, page);
    expect(outputs[0]).toContain(shownAs[code] ?? `${severity}[${code}] `);
    if (update) writeFileSync(path, rewritePage(text, code, `${summary}.`, outputs));
    const { title, lead, headings, ...now } = readPage(readFileSync(path, 'utf8'));
    expect([title, lead, headings]).toEqual([code, `${summary}.`, ['Example', 'How to correct it']]);
    expect(shownOf(now), 'what confman prints; UPDATE_DOCS=1 writes it into the page').toEqual(outputs);
    const lines = text.split('\n');
    expect(lines.length, 'lines').toBeLessThanOrEqual(longest);
    expect(proseOf(text).filter((line) => line.length > 80)).toEqual([]);
  });
});

/** Without the blocks: what a terminal would break in the middle of words. */
function proseOf(text: string): readonly string[] {
  return text.replaceAll(/^```.*?^```$/gms, '').split('\n');
}

/** Plays the example, which has to give the code, then its correction, which has to leave nothing to say. */
async function play(code: DiagnosticCode, severity: string, page: DiagnosticPage): Promise<readonly string[]> {
  const example = new ExampleFolder();
  try {
    await example.play(page.example);
    const wrong = await example.confman(page.wrong.command, page.meanwhile);
    expect(wrong.printed).toContain(shownAs[code] ?? `${severity}[${code}] `);
    expect(exitsOf(wrong.printed, page)).toContain(wrong.exitCode);
    await example.play(page.correction);
    const right = await example.confman((page.right ?? page.wrong).command);
    expect(right.printed, 'after the correction').not.toMatch(/^(?:error|warning)\[/m);
    expect(right.exitCode, 'after the correction').toBe(0);
    return [withoutSummary(wrong.printed), right.printed].slice(0, shownOf(page).length);
  } finally {
    example.remove();
  }
}

function exitsOf(printed: string, { meanwhile }: DiagnosticPage): readonly number[] {
  if (meanwhile.length > 0) return [exitCodes.interrupted];
  return /^(?:error|breaking)\[/m.test(printed) ? [exitCodes.findings, exitCodes.unjudged] : [exitCodes.done];
}

function shownOf({ wrong, right }: Pick<DiagnosticPage, 'wrong' | 'right'>): readonly string[] {
  return right === undefined ? [wrong.output] : [wrong.output, right.output];
}

/** Whoever reads the page need not be told to read it. */
function withoutSummary(printed: string): string {
  return printed.replace(/\nFound [^\n]*\n(?:Run confman explain[^\n]*\n)?/, '');
}

function filesBelow(path: string, extension: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map((entry) => relative(path, join(entry.parentPath, entry.name)))
    .sort();
}
