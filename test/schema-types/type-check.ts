import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));

const options = {
  strict: true,
  noEmit: true,
  target: 'es2022',
  module: 'nodenext',
  lib: ['es2022'],
  types: [],
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
};

/** What the compiler has to say of some modules, a line each: `file(line,column): error TS…`. One run for all. */
export function typeErrors(modules: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'confman-types-'));
  try {
    mkdirSync(join(folder, 'src'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['src'] }));
    for (const [name, text] of Object.entries(modules)) writeFileSync(join(folder, 'src', `${name}.ts`), text);
    const { stdout, stderr, status } = spawnSync(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (status === null || (status !== 0 && stdout === '')) throw new Error(`the compiler did not end well: ${stderr}`);
    return stdout.split('\n').filter((line) => line.startsWith('src/'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
