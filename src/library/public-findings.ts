import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { FindingCollector, type Collected } from '../pipeline/collect-findings.ts';
import { toFindings } from '../pipeline/to-findings.ts';
import { publicFinding, type PublicFinding } from './public-finding.ts';

export function publicFindings(diagnostics: readonly Diagnostic[]): PublicFinding[] {
  const findings = new FindingCollector();
  findings.addAll(diagnostics);
  return fromCollected(findings.collected);
}

/** @param schemes of references to secrets, which no finding shows */
export function fromCollected(collected: readonly Collected[], schemes?: readonly string[]): PublicFinding[] {
  return toFindings(collected, schemes).map(publicFinding);
}
