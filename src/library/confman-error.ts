import type { PublicFinding } from './public-finding.ts';

/** Nothing could be judged: there is no workspace, its settings are wrong, or what was asked for does not exist. */
export class ConfmanError extends Error {
  readonly findings: readonly PublicFinding[];

  constructor(findings: readonly PublicFinding[]) {
    super(findings.map((each) => each.message).join('; '));
    this.name = 'ConfmanError';
    this.findings = findings;
  }
}
