import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { DiagnosticCode } from '../../diagnostics/codes.ts';
import type { ForgeFailure, ForgeFailureKind } from './forge-failure.ts';
import { protectionRules, type ProtectionReport } from './protection.ts';

const codes = {
  'unknown-forge': 'forge/unknown-forge',
  'unsafe-remote': 'forge/unsafe-remote',
  'no-token': 'forge/no-token',
  unauthorised: 'forge/unauthorised',
  forbidden: 'forge/forbidden',
  'rate-limited': 'forge/rate-limited',
  'not-found': 'forge/not-found',
  moved: 'forge/moved',
  'head-moved': 'forge/head-moved',
  'not-mergeable': 'forge/not-mergeable',
  conflict: 'forge/conflict',
  refused: 'forge/refused',
  unavailable: 'forge/unavailable',
  'no-answer': 'forge/no-answer',
  'odd-answer': 'forge/odd-answer',
} as const satisfies Record<ForgeFailureKind, DiagnosticCode>;

/** @param host of the forge, or the remote where there is none yet */
export function forgeProblem({ kind, reason, hint }: ForgeFailure, host: string): Diagnostic {
  return diagnostic(codes[kind], { host, reason }, { hint });
}

/** One finding for each rule that a policy asks for and the forge does not hold: nobody may rely on it there. */
export function protectionProblems({ protection, missing }: ProtectionReport, host: string): readonly Diagnostic[] {
  return missing.map(({ rule, reason }) =>
    diagnostic(
      'forge/not-enforced',
      { host, branch: protection.branch, rule: protectionRules[rule], reason },
      { hint: 'Set it on the forge, or let nobody publish but by confman, which counts approvals itself' },
    ),
  );
}
