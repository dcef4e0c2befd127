import { afterAll, beforeAll, expect, it } from 'vitest';
import { commandTable } from '../../src/commands/command-table.ts';
import { buildPackage, type BuiltPackage } from './built-package.ts';
import { withGenerated } from './generated-part.ts';
import { markdownTable } from './markdown-table.ts';
import { expectPage, expectTruePage, readPageText } from './repository-page.ts';

let built: BuiltPackage;
beforeAll(() => {
  built = buildPackage();
});
afterAll(() => built.remove());

it('lists every command', () => {
  const rows = Object.entries(commandTable).map(([name, { summary }]) => [`[\`${name}\`](docs/commands/${name}.md)`, summary]);
  expectPage('README.md', withGenerated(readPageText('README.md'), 'commands', markdownTable(['command', 'what'], rows)));
});

it('shows what the program prints', () => expectTruePage('README.md', built));

it('has a sentence, an output and the two commands on its first screen', () => {
  const screen = readPageText('README.md').split('\n').slice(0, 60).join('\n');
  expect(screen).toMatch(/^# confman\n\nconfman compiles [^.]+\.\n/);
  expect(screen).toMatch(/```console/);
  expect(screen).toMatch(/npm ci && npm run demo\nnpm ci && npm test/);
});
