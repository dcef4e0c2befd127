import { protectionOf, type Protection } from '../protection.ts';

/** What several protections of one branch hold together: each of them has to be met. */
export function strongest(branch: string, protections: readonly Protection[]): Protection {
  return protectionOf(branch, (rule) => protections.some(({ enforced }) => enforced.includes(rule)), {
    minApprovals: Math.max(...protections.map(({ minApprovals }) => minApprovals)),
    requiredChecks: [...new Set(protections.flatMap(({ requiredChecks }) => requiredChecks))],
  });
}
