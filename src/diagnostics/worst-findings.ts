import type { Severity } from './diagnostic.ts';
import type { Finding } from './finding.ts';

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** The errors before the warnings before the notes; else in the order that they have. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => ranks[a.severity] - ranks[b.severity]);
}

/** All, in their order; of too many those that are worst, so that no warning hides an error. */
export function worstFindings(findings: readonly Finding[], most: number): readonly Finding[] {
  if (findings.length <= most) return findings;
  const kept = new Set(worstFirst(findings).slice(0, most));
  return findings.filter((finding) => kept.has(finding));
}
