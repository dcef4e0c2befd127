import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findRepository } from '../../git/find-repository.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import { readHookFile } from '../../git/hook-file.ts';
import { leftLock } from '../../git/left-lock.ts';
import { openObjectReader } from '../../git/open-object-reader.ts';
import { runGit } from '../../git/run-git.ts';
import type { HealthCheck } from '../../pipeline/health/health-check.ts';
import { openAtCommit } from '../../pipeline/open-at-commit.ts';
import { SharedObjects } from '../../workspace/shared-objects.ts';
import { messageOf } from '../../diagnostics/diagnostic.ts';
import { serverSettings } from './install-server-hooks.ts';
import { leftLocked } from './left-locked.ts';
import { besideWords, otherWorkspaces } from './other-workspaces.ts';
import { serverHookMark, transactionHook } from './server-hooks.ts';

/**
 * Whether a bare repository holds people to confman's rules.
 * @param now milliseconds since 1970
 * @returns undefined where this is no bare repository
 */
export async function serverHealth(directory: string, now: number): Promise<readonly HealthCheck[] | undefined> {
  const found = findRepository(directory);
  if (found?.bare !== true) return undefined;
  const { repository } = found;
  const words = installedWords(repository);
  if (words === undefined) {
    const message = `${repository} is a bare repository without confman's hooks: pushes are judged by nobody`;
    return [{ name: 'server hooks', status: 'note', message, hint: 'Install them: confman hook install --server' }];
  }
  const branch = optionOf(words, '--branch');
  return [
    hooksCheck(repository, words, branch),
    settingsCheck(repository),
    await branchCheck(repository, branch, optionOf(words, '--workspace')),
    lockCheck(repository, branch, now),
  ];
}

/** The words of the line that `preReceiveHook` wrote. */
function installedWords(repository: string): readonly string[] | undefined {
  const file = readHookFile(join(repository, 'hooks', 'pre-receive'));
  if (file?.kind !== 'file' || !file.text.includes(serverHookMark)) return undefined;
  const line = Buffer.from(file.text, 'latin1')
    .toString('utf8')
    .split('\n')
    .find((each) => each.startsWith('exec '));
  const quoted = line?.slice('exec '.length).match(/'(?:[^']|'\\'')*'/g);
  return quoted?.map((word) => word.slice(1, -1).replaceAll(String.raw`'\''`, "'"));
}

function optionOf(words: readonly string[], name: string): string {
  const at = words.indexOf(name);
  return at < 0 ? '' : (words[at + 1] ?? '');
}

const again = 'Install them again: confman hook install --server';

function hooksCheck(repository: string, words: readonly string[], branch: string): HealthCheck {
  const name = 'server hooks';
  const gone = words.slice(0, words.indexOf('hook')).find((word) => word.startsWith('/') && !existsSync(word));
  if (gone !== undefined)
    return { name, status: 'problem', message: `they name ${gone}, which is not there: nothing lands`, hint: again };
  const other = readHookFile(join(repository, 'hooks', 'reference-transaction'));
  const isWhole = other?.kind === 'file' && other.text === Buffer.from(transactionHook({ branch })).toString('latin1');
  if (isWhole) return { name, status: 'ok', message: `they hold ${branch} to confman's rules` };
  return { name, status: 'problem', message: 'reference-transaction is not as confman wrote it', hint: again };
}

function settingsCheck(repository: string): HealthCheck {
  const name = 'server settings';
  const wrong = serverSettings.find(([key, value]) => {
    const { stdout } = runGit(repository, ['config', '--local', '--get', key], { limit: 65_536 });
    return stdout?.toString('utf8').trimEnd() !== value;
  });
  if (wrong === undefined) return { name, status: 'ok', message: 'as the hooks need them' };
  const [key, value] = wrong;
  return { name, status: 'problem', message: `${key} is not ${value}`, hint: `Set it: git config ${key} ${value}` };
}

/** People publish to the branch that the settings name; the hooks protect the one that they were installed for. */
async function branchCheck(repository: string, branch: string, workspace: string): Promise<HealthCheck> {
  const name = 'protected branch';
  const reader = await openObjectReader(repository);
  try {
    const tip = await reader.resolveRevision(`refs/heads/${branch}`);
    if (isGitFailure(tip))
      return { name, status: 'problem', message: `the hooks protect ${branch}, which is not there`, hint: again };
    const location = { root: join(repository, workspace), repository, prefix: workspace, git: true };
    const shared = new SharedObjects(repository);
    const { value, diagnostics } = await openAtCommit(location, tip, { reader, shared, reads: 'asked' });
    if (value === undefined) {
      const reason = diagnostics[0] === undefined ? 'it has no workspace' : messageOf(diagnostics[0]);
      const hint = 'Publish a request that mends it: an admin of the root has to approve it';
      return { name, status: 'problem', message: `${branch} cannot be used: ${reason}`, hint };
    }
    const { protectedBranch } = value.workspace.settings;
    if (protectedBranch === branch) {
      const others = await otherWorkspaces(reader, tip, workspace);
      if (others.length === 0) return { name, status: 'ok', message: `${branch} at ${tip.slice(0, 12)}` };
      const hint = 'Give each workspace a repository of its own, where its own people are to decide';
      return { name, status: 'note', message: besideWords(others), hint };
    }
    const message = `the hooks protect ${branch}, and confman.json5 there says that ${protectedBranch} is protected`;
    return {
      name,
      status: 'problem',
      message,
      hint: `Publish "protectedBranch: ${JSON.stringify(branch)}", or install the hooks for the other`,
    };
  } finally {
    reader.close();
  }
}

function lockCheck(repository: string, branch: string, now: number): HealthCheck {
  const name = 'locks';
  const left = leftLock(repository, ['packed-refs', `refs/heads/${branch}`], now);
  if (left === undefined) return { name, status: 'ok', message: 'none that a killed git has left' };
  return {
    name,
    status: 'problem',
    message: messageOf(leftLocked(left)),
    hint: `Remove ${left.ref}.lock when no git is at work`,
  };
}
