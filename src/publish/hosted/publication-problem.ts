import { diagnostic, messageOf, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { CheckedCommit } from './publishers.ts';

/** What is wrong with something that is published already: nothing takes it back. */
export function publicationProblem(
  branch: string,
  { commit, request, verdict, reason }: Pick<CheckedCommit, 'commit' | 'request' | 'verdict' | 'reason'>,
): Diagnostic {
  const args = { branch, commit, reason: request === undefined ? reason : `request ${request}, ${reason}` };
  return verdict === 'unknown'
    ? diagnostic('forge/unproved-publication', args, { hint: 'Look at the page of the request, and decide for yourself' })
    : diagnostic('forge/wrong-publication', args, {
        hint: 'Look at what it brought, and have what is wrong taken back: confman rollback',
      });
}

/** What a finding says, where the commit that it is about is named already. */
export function reasonOf(finding: Diagnostic): string {
  const { reason } = finding.args;
  return finding.code === 'publish/wrong-merge' && typeof reason === 'string' ? reason : messageOf(finding);
}
