import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { FindingCollector, type Collected } from '../pipeline/collect-findings.ts';
import { toFindings } from '../pipeline/to-findings.ts';
import { publicFinding, type PublicFinding } from './public-finding.ts';

export function publicFindings(diagnostics: readonly Diagnostic[]): PublicFinding[] {
  const findings = new FindingCollector();
  findings.addAll(diagnostics);
  return fromCollected(findings.collected);
}

export function fromCollected(collected: readonly Collected[]): PublicFinding[] {
  return toFindings(collected).map(publicFinding);
}
