import { expect, inject, test } from 'vitest';
import { runProcess, runServed } from '../program/run-program.ts';
import { repositoryOf, shop } from './sandbox.ts';

const runs = [
  ['resolve', '--no-cache'],
  ['validate', '--format', 'json'],
  ['get', 'apps/shop/eu', '/pool'],
  ['get', 'apps/nowhere'],
  ['explain', 'apps/shop/us', '--color', 'always'],
  ['list', '--frmat', 'json'],
  ['schema', 'diff', '--help'],
  ['validate', '--rev', 'nowhere'],
  ['--version'],
];

test.skipIf(inject('programServers') === '')('a served run says what a process says', () => {
  const box = repositoryOf(shop);
  for (const args of runs) {
    const run = { args, cwd: box.path, env: { ...box.env, SOURCE_DATE_EPOCH: '1' } };
    box.confman(['resolve', '--no-cache']);
    const { both, ...served } = runServed(run) ?? runProcess(run);
    expect({ ...served, both: '' }, args.join(' ')).toEqual(runProcess(run));
    expect(both, args.join(' ')).toHaveLength(served.stdout.length + served.stderr.length);
  }
});
