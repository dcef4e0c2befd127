import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { GitFailure } from '../git/git-failure.ts';

/** In the place of a revision. */
export const indexName = 'the index';

/**
 * What git could not give, as a finding.
 *
 * @param of the revision as people typed it, or `indexName`
 */
export function gitProblem({ kind, reason, hint }: GitFailure, of: string): Diagnostic {
  if (of === indexName) return diagnostic('git/index-unreadable', { reason }, { hint });
  if (kind === 'bad-revision' || kind === 'unknown-revision' || kind === 'no-commit')
    return diagnostic('git/unknown-revision', { revision: of, reason }, { hint });
  return diagnostic('workspace/commit-unreadable', { commit: of, reason }, { hint });
}
