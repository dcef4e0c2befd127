import { branchTip } from '../../git/branch-tip.ts';
import { findGitFolder } from '../../git/find-git-folder.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import { openObjectReader } from '../../git/open-object-reader.ts';
import { isShallow } from '../../git/schema-sequence.ts';
import type { WorkspaceLocation } from '../../workspace/find-workspace.ts';
import type { HealthCheck } from './health-check.ts';

/** What git has to do with the workspace. */
export async function repositoryChecks({ git, repository }: WorkspaceLocation, protectedBranch: string): Promise<HealthCheck[]> {
  if (!git) {
    const message = 'the workspace is in no git repository: releases cannot name a commit, the schema sequence stays 0';
    return [{ name: 'repository', status: 'note', message, hint: 'Run git init in it' }];
  }
  const reader = await openObjectReader(repository);
  const head = await reader.resolveRevision('HEAD');
  reader.close();
  const isNew = isGitFailure(head) && head.kind === 'no-commit';
  if (isGitFailure(head) && !isNew)
    return [
      {
        name: 'repository',
        status: 'problem',
        message: `git refuses ${repository}: ${head.reason}`,
        hint: head.hint,
      },
    ];
  const shallow = isShallow(repository);
  return [
    { name: 'repository', status: 'ok', message: isNew ? `${repository}, without a commit yet` : repository },
    branchCheck(repository, protectedBranch, isNew),
    {
      name: 'history',
      status: shallow ? 'note' : 'ok',
      message: shallow
        ? 'it is cut off (a shallow clone): the schema sequence may be too low, and nothing can be exported'
        : 'whole',
      hint: shallow ? 'Fetch the rest with git fetch --unshallow' : undefined,
    },
  ];
}

function branchCheck(repository: string, branch: string, isNew: boolean): HealthCheck {
  const folders = findGitFolder(repository);
  const tip = folders && branchTip(folders, branch, ['refs/remotes/origin/', 'refs/heads/']);
  const name = 'protected branch';
  if (tip !== undefined) return { name, status: 'ok', message: `${branch} at ${tip.oid.slice(0, 12)} (${tip.ref})` };
  if (isNew) return { name, status: 'ok', message: `${branch}, which will be there with the first commit` };
  const hint = `Fetch it with git fetch origin ${branch}, or name another as protectedBranch in confman.json5`;
  return { name, status: 'problem', message: `there is no branch ${JSON.stringify(branch)}, here or of origin`, hint };
}
