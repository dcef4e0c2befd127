import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { GitFailure } from '../git/git-failure.ts';

/** Why a branch could not be read or moved, as a finding. @param branch as people know it */
export function releaseProblem({ kind, reason, hint }: GitFailure, branch: string): Diagnostic {
  if (kind === 'no-git') return diagnostic('release/needs-git', {}, { hint });
  if (kind === 'refused-branch') return diagnostic('release/refused-branch', { branch, reason }, { hint });
  if (kind === 'remote-failed') return diagnostic('release/remote', { remote: branch, reason }, { hint });
  return diagnostic('release/not-written', { branch, reason }, { hint });
}
