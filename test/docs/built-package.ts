import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';

const repository = join(import.meta.dirname, '../..');

export interface BuiltPackage {
  /** Absolute; as `import 'confman'` finds it. */
  readonly folder: string;
  /** Absolute; a folder for PATH with `confman` in it, and with the `node` that runs the tests. */
  readonly bin: string;
  /** Absolute; for folders that pages begin with. */
  readonly seeds: string;
  remove(): void;
}

/** The program under test, which is built from the sources as they are, so that pages never show an earlier one. */
export function buildPackage(): BuiltPackage {
  const base = mkdtempSync(join(tmpdir(), 'confman-docs-package-'));
  const [folder, bin, seeds] = [join(base, 'confman'), join(base, 'bin'), join(base, 'seeds')];
  for (const made of [folder, bin, seeds]) mkdirSync(made);
  const program = inject('program');
  copyFileSync(join(repository, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(dirname(program), '../dist'), join(folder, 'dist'));
  symlinkSync(process.execPath, join(bin, 'node'));
  const script = join(bin, 'confman');
  writeFileSync(script, `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
  chmodSync(script, 0o755);
  return { folder, bin, seeds, remove: () => rmSync(base, { recursive: true, force: true }) };
}
