import type { DiagnosticCode } from '../../src/diagnostics/codes.ts';

interface Reason {
  readonly why: string;
  /** The test that covers the code, from the root of the repository. */
  readonly test: string;
}

/** Codes that no example of files and commands can produce. Their pages tell what is printed; nothing holds it true. */
export const notShown: Readonly<Partial<Record<DiagnosticCode, Reason>>> = {
  'schema/condition': {
    why: 'stands in for what is inside of a condition, all of which has words',
    test: 'test/schema/errors/fallbacks.test.ts',
  },
  'schema/not-met': {
    why: 'stands in for keywords without words, of which there are none',
    test: 'test/schema/errors/fallbacks.test.ts',
  },
  'migration/changed-meanwhile': {
    why: 'needs a document that is saved while the command runs',
    test: 'test/workspace/replace-documents.test.ts',
  },
  'migration/unknown-sequence': {
    why: 'is thrown by the library alone',
    test: 'test/library/schema-family.test.ts',
  },
  'lint/changed-meanwhile': {
    why: 'needs a document that is saved while the command runs',
    test: 'test/workspace/replace-documents.test.ts',
  },
  'lint/more-places': {
    why: 'needs more than 100,000 lines that no app needs',
    test: 'test/lint/more-places.test.ts',
  },
  'lint/fix-refused': {
    why: 'is a last resort against mistakes of confman itself',
    test: 'test/lint/fix-refused.test.ts',
  },
  'history/blame-needs-git': {
    why: 'needs a machine without git',
    test: 'test/history/blame-sites.test.ts',
  },
  'snapshot/release-busy': {
    why: 'needs other processes that replace the target at every one of 20 attempts',
    test: 'test/workspace/atomic/release-switch/failure.test.ts',
  },
  'release/needs-git': {
    why: 'needs a machine without git, which could not make the example',
    test: 'test/release/refused.test.ts',
  },
  'release/contended': {
    why: 'needs other processes that move the branch at every one of 10 attempts',
    test: 'test/release/refused.test.ts',
  },
  'release/not-written': {
    why: 'tells what git says, which is not the same in every version of git',
    test: 'test/release/refused.test.ts',
  },
  'snapshot/leftover': {
    why: 'needs a file that may not be removed, which there is not for root',
    test: 'test/workspace/atomic/prune.test.ts',
  },
  'hook/unwritable': {
    why: 'needs a folder that may not be written to, which there is not for root',
    test: 'test/hooks/unwritable.test.ts',
  },
  'snapshot/too-large': {
    why: 'needs a text of 536 million characters',
    test: 'test/pipeline/too-large-snapshot.test.ts',
  },
  'forge/unknown-forge': { why: 'needs a forge', test: 'test/forges/forge-problem.test.ts' },
  'forge/unsafe-remote': { why: 'needs a forge', test: 'test/forges/forge-problem.test.ts' },
  'forge/no-token': { why: 'needs a forge', test: 'test/forges/forge-problem.test.ts' },
  'forge/unauthorised': { why: 'needs a forge', test: 'test/forges/forge-problem.test.ts' },
  'forge/forbidden': { why: 'needs a forge', test: 'test/forges/forge-problem.test.ts' },
  'forge/rate-limited': { why: 'needs a forge', test: 'test/forges/forge-problem.test.ts' },
  'forge/not-found': { why: 'needs a forge', test: 'test/forges/forge-problem.test.ts' },
  'forge/moved': { why: 'needs a forge', test: 'test/forges/forge-problem.test.ts' },
  'forge/head-moved': { why: 'needs a forge', test: 'test/forges/forge-problem.test.ts' },
  'forge/not-mergeable': { why: 'needs a forge', test: 'test/forges/forge-problem.test.ts' },
  'forge/conflict': { why: 'needs a forge', test: 'test/forges/forge-problem.test.ts' },
  'forge/refused': { why: 'needs a forge', test: 'test/forges/forge-problem.test.ts' },
  'forge/unavailable': { why: 'needs a forge', test: 'test/forges/forge-problem.test.ts' },
  'forge/no-answer': { why: 'needs a forge', test: 'test/forges/forge-problem.test.ts' },
  'forge/odd-answer': { why: 'needs a forge', test: 'test/forges/forge-problem.test.ts' },
  'forge/not-enforced': { why: 'needs a forge', test: 'test/forges/forge-problem.test.ts' },
  'forge/which-provider': { why: 'needs a forge', test: 'test/commands/publishing/forges.test.ts' },
  'forge/no-forge': {
    why: 'is about forges, and its correction needs a server',
    test: 'test/commands/publishing/local.test.ts',
  },
  'forge/not-kept': { why: 'needs a forge', test: 'test/commands/publishing/forges.test.ts' },
  'forge/name-taken': { why: 'needs a forge', test: 'test/commands/publishing/forges.test.ts' },
  'forge/foreign-branch': { why: 'needs a forge', test: 'test/commands/publishing/forges.test.ts' },
  'forge/wrong-publication': { why: 'needs a forge', test: 'test/commands/publishing/forges/verify.test.ts' },
  'forge/unproved-publication': { why: 'needs a forge', test: 'test/commands/publishing/forges/verify.test.ts' },
  'forge/unknown-makers': { why: 'needs a forge with a long request', test: 'test/commands/publishing/forges.test.ts' },
  'publish/direct-push': { why: 'needs a server', test: 'test/commands/publishing/attacks.test.ts' },
  'publish/ref-deleted': { why: 'needs a server', test: 'test/commands/publishing/attacks.test.ts' },
  'publish/foreign-ref': { why: 'needs a server', test: 'test/commands/publishing/attacks.test.ts' },
  'publish/misleading-ref': { why: 'needs a server', test: 'test/commands/publishing/attacks-raw.test.ts' },
  'publish/mixed-push': { why: 'needs a server', test: 'test/commands/publishing/attacks.test.ts' },
  'publish/history-rewritten': { why: 'needs a server', test: 'test/commands/publishing/attacks.test.ts' },
  'publish/many-events': { why: 'needs a server', test: 'test/commands/publishing/attacks.test.ts' },
  'publish/bad-event': { why: 'needs a server', test: 'test/commands/publishing/attacks.test.ts' },
  'publish/forged-actor': { why: 'needs a server', test: 'test/commands/publishing/attacks.test.ts' },
  'publish/no-actor': { why: 'needs a server', test: 'test/commands/publishing/attacks.test.ts' },
  'publish/wrong-clock': { why: 'needs a server', test: 'test/commands/publishing/attacks.test.ts' },
  'publish/stale-base': { why: 'needs a server', test: 'test/commands/publishing/attacks.test.ts' },
  'publish/head-mismatch': { why: 'needs a server', test: 'test/commands/publishing/attacks.test.ts' },
  'publish/wrong-number': { why: 'needs a server', test: 'test/commands/publishing/attacks.test.ts' },
  'publish/wrong-merge': { why: 'needs a server', test: 'test/commands/publishing/attacks.test.ts' },
  'publish/not-a-file': { why: 'needs a server', test: 'test/commands/publishing/attacks.test.ts' },
  'publish/unsigned': { why: 'needs keys', test: 'test/publish/signatures.test.ts' },
  'publish/frozen': { why: 'has to be waited for', test: 'test/publish/refusals.test.ts' },
  'publish/contended': {
    why: 'needs others who are faster at every one of 12 attempts',
    test: 'test/publish/contended.test.ts',
  },
};

/** Codes that group findings. What is printed names each of them by something else, here with the words of the example. */
export const shownAs: Readonly<Partial<Record<DiagnosticCode, string>>> = {
  'schema-diff/breaking': 'breaking[maximum-lowered] ',
  'schema-diff/undecided': 'potentially-breaking[default-removed] ',
  'schema-diff/change': 'non-breaking[maximum-raised] ',
};
