import { existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { globalOptions } from '../../src/commands/global-options.ts';
import { buildPackage, type BuiltPackage } from './built-package.ts';
import { commandOf, commandReference, optionTable, pageName, shownCommands } from './command-reference.ts';
import { withGenerated } from './generated-part.ts';
import { markdownTable } from './markdown-table.ts';
import { pageDifferences, pagePath, playedDifferences, readPageText } from './repository-page.ts';

const names = shownCommands.map(([name]) => name);
const overview = 'docs/commands/README.md';

function pageOf(name: string): string {
  return `docs/commands/${pageName(name)}`;
}

let built: BuiltPackage;
beforeAll(() => {
  built = buildPackage();
});
afterAll(() => built.remove());

it('there is a page for each command and none besides', () => {
  const wanted = [...names.map(pageName), 'README.md'].sort();
  expect(readdirSync(pagePath('docs/commands')).sort()).toEqual(wanted);
});

it('every command has the options that the overview lists for all', async () => {
  const shared = globalOptions().map((option) => option.flags);
  for (const name of names) {
    const own = new Set((await commandOf(name)).options.map((option) => option.flags));
    expect(
      shared.filter((flags) => !own.has(flags)),
      name,
    ).toEqual([]);
  }
});

it('the overview lists the commands and the options of all', () => {
  const rows = shownCommands.map(([name, { summary }]) => [`[\`${name}\`](${pageName(name)})`, summary]);
  const text = withGenerated(readPageText(overview), 'commands', markdownTable(['command', 'what'], rows));
  expect(pageDifferences(overview, withGenerated(text, 'global-options', optionTable(globalOptions())))).toEqual([]);
});

it('the overview shows what the program prints', () => {
  expect(playedDifferences(overview, built)).toEqual([]);
});

describe.each(names.filter((name) => existsSync(pagePath(pageOf(name)))))('%s', (name) => {
  it('is described as it is defined', async () => {
    const wanted = withGenerated(readPageText(pageOf(name)), 'usage', await commandReference(name));
    expect(pageDifferences(pageOf(name), wanted)).toEqual([]);
  });

  it('says how it ends', () => {
    expect(readPageText(pageOf(name))).toMatch(/^## Exit codes$/m);
  });

  it('prints what its page shows', () => {
    expect(playedDifferences(pageOf(name), built)).toEqual([]);
  });
});
