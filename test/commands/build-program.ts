import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { startServers } from '../program/start-servers.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const builds = join(root, 'node_modules', '.cache', 'confman-e2e');

/**
 * Builds the program once for its sources as they are, beside `dist`, which others may be building meanwhile. CONFMAN_BIN
 * names another program to test, such as one installed from a package: each of its runs is a process.
 *
 * @returns ends what was started
 */
export function setup(project: TestProject): (() => void) | void {
  const installed = process.env['CONFMAN_BIN'];
  const program = installed ?? builtProgram();
  project.provide('program', program);
  const servers = installed === undefined ? startServers(program, availableParallelism()) : undefined;
  project.provide('programServers', servers?.folder ?? '');
  return servers?.stop;
}

function builtProgram(): string {
  const folder = join(builds, sourcesKey());
  if (!existsSync(folder)) build(folder);
  return join(folder, 'bin', 'confman.js');
}

function build(folder: string): void {
  const draft = `${folder}.${process.pid}`;
  execFileSync(process.execPath, ['scripts/build.mjs', '--no-types', '--outdir', join(draft, 'dist')], {
    cwd: root,
    stdio: 'inherit',
  });
  mkdirSync(join(draft, 'bin'));
  copyFileSync(join(root, 'bin', 'confman.js'), join(draft, 'bin', 'confman.js'));
  for (const old of readdirSync(builds))
    if (isOld(join(builds, old))) rmSync(join(builds, old), { recursive: true, force: true });
  try {
    renameSync(draft, folder);
  } catch {
    // Another run was first, with the same sources.
    rmSync(draft, { recursive: true, force: true });
  }
}

function isOld(path: string): boolean {
  return Date.now() - statSync(path).mtimeMs > 3600_000;
}

function sourcesKey(): string {
  const hash = createHash('sha256');
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).map((path) => join('src', path));
  for (const path of [...files, 'scripts/build.mjs', 'bin/confman.js', 'package.json'].sort()) {
    const { mtimeMs, size } = statSync(join(root, path));
    hash.update(`${path}\0${mtimeMs}\0${size}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}
