import type { Finding } from './finding.ts';

/** What scanners and forges know a finding by. */
export function ruleName({ code, rule }: Finding): string {
  return rule?.id ?? code;
}
