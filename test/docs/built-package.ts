import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '../..');

export interface BuiltPackage {
  /** Absolute; what npm would install. */
  readonly folder: string;
  /** Absolute; a folder for PATH with `confman` in it, and with the `node` that runs the tests. */
  readonly bin: string;
  remove(): void;
}

/** The program, built by the build script from the sources as they are, so that pages never show an earlier one. */
export function buildPackage(): BuiltPackage {
  const base = mkdtempSync(join(tmpdir(), 'confman-docs-package-'));
  const folder = join(base, 'confman');
  for (const part of ['package.json', 'bin', 'src', 'scripts', 'templates', 'docs/diagnostics'])
    cpSync(join(repository, part), join(folder, part), { recursive: true });
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
  execFileSync(process.execPath, ['scripts/build.mjs', '--no-types'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const bin = join(base, 'bin');
  mkdirSync(bin);
  symlinkSync(process.execPath, join(bin, 'node'));
  const program = join(bin, 'confman');
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${join(folder, 'bin/confman.js')}" "$@"\n`);
  chmodSync(program, 0o755);
  return { folder, bin, remove: () => rmSync(base, { recursive: true, force: true }) };
}
