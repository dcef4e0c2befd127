import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';

/**
 * There is no protected branch where requests are kept.
 * @param ours refs of the repository at hand; undefined where another one keeps the requests
 */
export function noBranch(branch: string, ours: ReadonlyMap<string, string> | undefined): Diagnostic {
  return diagnostic('publish/no-branch', { branch }, { hint: hintFor(branch, ours) });
}

function hintFor(branch: string, ours: ReadonlyMap<string, string> | undefined): string {
  if (ours === undefined) return `Push the first commit of ${branch}, or name another branch as protectedBranch in confman.json5`;
  const heads = [...ours.keys()].filter((ref) => ref.startsWith('refs/heads/')).map((ref) => ref.slice('refs/heads/'.length));
  const [only, ...others] = heads;
  const isOnly = only !== undefined && others.length === 0;
  return isOnly
    ? `Set protectedBranch: ${JSON.stringify(only)} in confman.json5, or make the branch: git branch ${branch}`
    : `Make the branch, such as with git branch ${branch}, or name another one as protectedBranch in confman.json5`;
}
