import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { installHook, type InstalledHook, type InstallOptions } from '../../src/pipeline/hooks/install-hook.ts';
import type { HookCheck } from '../../src/pipeline/hooks/hook-spec.ts';
import { hookStatus, type HookStatus } from '../../src/pipeline/hooks/hook-status.ts';
import { openHooks } from '../../src/pipeline/hooks/open-hooks.ts';
import { uninstallHook } from '../../src/pipeline/hooks/uninstall-hook.ts';

// The functions under test ask git themselves: nothing of this machine's settings is to count.
vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
vi.stubEnv('GIT_CONFIG_SYSTEM', '/dev/null');

export interface Installing {
  readonly folder?: string;
  readonly checks?: readonly HookCheck[];
  readonly into?: InstallOptions['into'];
}

/** A repository with a workspace, in which a stand-in for confman notes how it was called. */
export class HookRepository {
  readonly path: string;
  readonly #base = realpathSync(mkdtempSync(join(tmpdir(), 'confman-hook-')));

  constructor(name = 'work') {
    this.path = join(this.#base, name);
    onTestFinished(() => rmSync(this.#base, { recursive: true, force: true }));
    mkdirSync(this.path);
    this.git('init', '--quiet', '--initial-branch=main', '--template=');
    this.write('configs/a.json5', '{}');
  }

  get env(): NodeJS.ProcessEnv {
    const who = ['AUTHOR', 'COMMITTER'].flatMap((role) => [
      [`GIT_${role}_NAME`, 'Ada'],
      [`GIT_${role}_EMAIL`, 'ada@example.com'],
    ]);
    const none = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
    return { PATH: process.env['PATH'], HOME: this.#base, ...none, ...(Object.fromEntries(who) as object) };
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: this.path, env: this.env, encoding: 'utf8', stdio: 'pipe' });
  }

  /** What a commit of all there is prints, and how it ends. */
  commit(args: readonly string[] = ['--all'], env: Readonly<Record<string, string>> = {}): { code: number | null; said: string } {
    this.git('add', '--all', ':!node_modules', ':!sub/node_modules');
    return this.run('git', ['commit', '--allow-empty', '--quiet', '--message=Change', ...args], env);
  }

  run(
    program: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): { code: number | null; said: string } {
    const { status, stdout, stderr } = spawnSync(program, args, {
      cwd: this.path,
      env: { ...this.env, ...env },
      encoding: 'utf8',
    });
    return { code: status, said: stdout + stderr };
  }

  write(path: string, text: string, mode = 0o644): void {
    mkdirSync(dirname(join(this.path, path)), { recursive: true });
    writeFileSync(join(this.path, path), text, 'latin1');
    chmodSync(join(this.path, path), mode);
  }

  read(path: string): string {
    return readFileSync(join(this.path, path), 'latin1');
  }

  has(path: string): boolean {
    return lstatSync(join(this.path, path), { throwIfNoEntry: false }) !== undefined;
  }

  modeOf(path: string): number {
    return lstatSync(join(this.path, path)).mode & 0o777;
  }

  /** Puts the stand-in into a folder's node_modules. It ends with the exit code that the environment names for its command. */
  plant(folder = '', name = 'local'): void {
    const lines = [
      '#!/bin/sh',
      `printf '%s\\n' "${name} $*" >> "$CALLS"`,
      'printf "%s\\n" "index ${GIT_INDEX_FILE:-none}" >> "$CALLS.index"',
      'case "$1" in validate) exit "${VALIDATE:-0}" ;; schema) exit "${SCHEMA:-0}" ;; *) exit "${LINT:-0}" ;; esac',
      '',
    ];
    this.write(join(folder, 'node_modules/.bin/confman'), lines.join('\n'), 0o755);
  }

  /** How the stand-in was called by one commit, and what the commit said. */
  calls(
    args: readonly string[] = ['--all'],
    env: Readonly<Record<string, string>> = {},
  ): { code: number | null; called: string[] } {
    const file = join(this.#base, 'calls');
    rmSync(file, { force: true });
    const { code } = this.commit(args, { CALLS: file, ...env });
    const text = lstatSync(file, { throwIfNoEntry: false }) === undefined ? '' : readFileSync(file, 'utf8');
    return { code, called: text.split('\n').filter((line) => line !== '') };
  }

  indexes(): string[] {
    return readFileSync(join(this.#base, 'calls.index'), 'utf8').trimEnd().split('\n');
  }

  /** @returns what was done, or the code of the finding */
  install({ folder = '', checks = ['validate'], into = 'auto' }: Installing = {}): InstalledHook['done'] | string {
    const opened = openHooks(this.path);
    if (opened.value === undefined) return codeOf(opened.diagnostics);
    const schemas = folder === '' ? 'schemas' : `${folder}/schemas`;
    const options = {
      workspace: { folder, schemas, checks },
      into,
      node: '/nowhere',
      command: 'npx --no -- confman validate',
      isFound: true,
    };
    const { value, diagnostics } = installHook(opened.value, options);
    return value?.done ?? codeOf(diagnostics);
  }

  uninstall(folder?: string): string[] {
    const opened = openHooks(this.path);
    if (opened.value === undefined) return [codeOf(opened.diagnostics)];
    const { value, diagnostics } = uninstallHook(opened.value, folder);
    return [...value.map(({ file, done }) => `${file} ${done}`), ...diagnostics.map(({ code }) => code)];
  }

  status(folder = ''): HookStatus {
    const opened = openHooks(this.path);
    if (opened.value === undefined) throw new Error(codeOf(opened.diagnostics));
    return hookStatus(opened.value, folder, '');
  }
}

function codeOf(diagnostics: readonly { readonly code: string; readonly args: object }[]): string {
  return diagnostics.map(({ code, args }) => [code, ...(Object.values(args) as string[])].join(' | ')).join('\n');
}
