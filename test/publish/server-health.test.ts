import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

import { installServerHooks } from '../../src/publish/embedded/install-server-hooks.ts';
import { serverHealth } from '../../src/publish/embedded/server-health.ts';
import { newRepository } from '../git/repository.ts';

const now = Date.UTC(2026, 4, 13, 12);

/** A bare repository whose settings say which branch is protected. */
function bare(settings: string, more: Readonly<Record<string, string>> = {}): string {
  const repository = newRepository();
  repository.commit({ 'confman.json5': settings, 'configs/shop/config.json5': '{ pool: 10 }', ...more });
  const path = join(repository.path, 'bare.git');
  repository.git('clone', '--quiet', '--bare', '.', path);
  return path;
}

function install(path: string, program: string): void {
  const rest = { branch: 'main', workspace: '', actorVariable: 'REMOTE_USER', actorFormat: "{user}@it's.example.com" };
  expect(installServerHooks(path, { program: [process.execPath, program], ...rest })).not.toHaveProperty('code');
}

async function unwell(path: string): Promise<readonly string[]> {
  const checks = (await serverHealth(path, now)) ?? [];
  return checks.filter(({ status }) => status !== 'ok').map(({ name, status, message }) => `${status} ${name}: ${message}`);
}

it('tells whether a bare repository holds people to the rules', async () => {
  const path = bare('{}');
  expect(await unwell(path)).toEqual([
    `note server hooks: ${path} is a bare repository without confman's hooks: pushes are judged by nobody`,
  ]);
  const program = join(path, '..', "it's confman.js");
  writeFileSync(program, '');
  install(path, program);
  expect(await unwell(path)).toEqual([]);

  const lock = join(path, 'refs/heads/main.lock');
  mkdirSync(dirname(lock), { recursive: true });
  writeFileSync(lock, '');
  utimesSync(lock, now / 1000 - 3600, now / 1000 - 3600);
  writeFileSync(join(path, 'hooks', 'reference-transaction'), '#!/bin/sh\n');
  writeFileSync(join(path, 'config'), '[core]\n\tbare = true\n\thooksPath = /elsewhere\n');
  expect(await unwell(path)).toEqual([
    'problem server hooks: reference-transaction is not as confman wrote it',
    'problem server settings: receive.fsckObjects is not true',
    'problem locks: "refs/heads/main" is locked since 2026-05-13T11:00:00Z: a git that was killed has left its lock',
  ]);
  rmSync(program);
  expect((await unwell(path))[0]).toBe(`problem server hooks: they name ${program}, which is not there: nothing lands`);
});

it('tells that the hooks protect another branch than the settings name', async () => {
  const path = bare('{ protectedBranch: "release" }');
  install(path, process.execPath);
  expect(await unwell(path)).toEqual([
    'problem protected branch: the hooks protect main, and confman.json5 there says that release is protected',
  ]);
});

it('tells of other workspaces, whose roles have no say', async () => {
  const path = bare('{}', { 'infra/confman.json5': '{}', 'infra/configs/net/config.json5': '{}' });
  install(path, process.execPath);
  expect(await unwell(path)).toEqual([
    'note protected branch: infra has a workspace of its own, whose roles the hooks do not ask: who governs the root of this one decides about its files',
  ]);
});

it('says nothing of what is no bare repository', async () => {
  expect(await serverHealth(newRepository().path, now)).toBeUndefined();
});
