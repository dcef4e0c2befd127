import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, inject } from 'vitest';
import { sandboxOf, shop, type Sandbox } from './sandbox.ts';

const hostile = [
  '$(touch PWNED)',
  '`touch PWNED`',
  ';touch PWNED',
  'x\ntouch PWNED',
  "'; touch PWNED; '",
  '" $(touch PWNED) "',
  '-rf',
  '*',
];

/** A tree whose folders, apps and files would run something if any shell took them for more than text. */
export function hostileTree(): Sandbox {
  const box = sandboxOf(shop);
  for (const name of hostile) {
    box.write(`configs/apps/${name}/config.json5`, '{}');
    box.write(`configs/apps/shop/${name}.json5`, '{}');
    box.write(name, '');
  }
  box.write('bin/confman', `#!/bin/sh\nexec '${process.env['CONFMAN_NODE'] ?? process.execPath}' '${inject('program')}' "$@"\n`);
  spawnSync('chmod', ['+x', join(box.path, 'bin/confman')]);
  return box;
}

/** What a script prints in a shell that has the program on its path. */
export function runShell(box: Sandbox, shell: string, args: readonly string[], script: string): string {
  const env = { ...box.env, PATH: `${box.path}/bin:${process.env['PATH']}`, TERM: 'dumb' };
  const { stdout, stderr } = spawnSync(shell, [...args, script], { cwd: box.path, env, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout;
}

/** Whether a shell is there to be tried; says so where it is not. */
export function installed(shell: string): boolean {
  const found = spawnSync(shell, ['-c', 'true']).error === undefined;
  if (!found) process.stderr.write(`${shell} is not installed: its completion script is not tried\n`);
  return found;
}
