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
  /** Absolute; for folders that pages begin with. */
  readonly seeds: string;
  remove(): void;
}

/** The program, built by the build script from the sources as they are, so that pages never show an earlier one. */
export function buildPackage(): BuiltPackage {
  const base = mkdtempSync(join(tmpdir(), 'confman-docs-package-'));
  const remove = (): void => rmSync(base, { recursive: true, force: true });
  try {
    return { ...fillPackage(base), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function fillPackage(base: string): Omit<BuiltPackage, 'remove'> {
  const [folder, bin, seeds] = [join(base, 'confman'), join(base, 'bin'), join(base, 'seeds')];
  for (const part of ['package.json', 'bin', 'templates', 'docs'])
    cpSync(join(repository, part), join(folder, part), { recursive: true });
  const args = ['scripts/build.mjs', '--no-types', '--outdir', join(folder, 'dist')];
  execFileSync(process.execPath, args, { cwd: repository, stdio: ['ignore', 'ignore', 'inherit'] });
  for (const made of [bin, seeds]) mkdirSync(made);
  symlinkSync(process.execPath, join(bin, 'node'));
  const program = join(bin, 'confman');
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${join(folder, 'bin/confman.js')}" "$@"\n`);
  chmodSync(program, 0o755);
  return { folder, bin, seeds };
}
