import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildPackage, type BuiltPackage } from './built-package.ts';
import { pageName, shownCommands } from './command-reference.ts';
import { withGenerated } from './generated-part.ts';
import { markdownTable } from './markdown-table.ts';
import { pageDifferences, playedDifferences, readPageText } from './repository-page.ts';

let built: BuiltPackage;
beforeAll(() => {
  built = buildPackage();
});
afterAll(() => built.remove());

it('lists every command', () => {
  const rows = shownCommands.map(([name, { summary }]) => [`[\`${name}\`](docs/commands/${pageName(name)})`, summary]);
  const wanted = withGenerated(readPageText('README.md'), 'commands', markdownTable(['command', 'what'], rows));
  expect(pageDifferences('README.md', wanted)).toEqual([]);
});

it('shows what the program prints', () => {
  expect(playedDifferences('README.md', built)).toEqual([]);
});

it('has a sentence, an output and the two commands on its first screen', () => {
  const screen = readPageText('README.md').split('\n').slice(0, 40).join('\n');
  expect(screen).toMatch(/^# confman\n\nconfman compiles [^.]+\.\n/);
  expect(screen).toMatch(/```console/);
  expect(screen).toMatch(/npm ci && npm run demo\nnpm ci && npm test/);
});
