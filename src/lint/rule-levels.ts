import type { Diagnostic, Severity } from '../diagnostics/diagnostic.ts';
import { lintRules } from './rules.ts';

export type RuleLevel = Severity | 'off';

const nameOf: ReadonlyMap<string, string> = new Map(Object.entries(lintRules).map(([name, { code }]) => [code, name]));

/** A finding as the settings want it; undefined where its rule is off. Findings of no rule stay as they are. */
export function leveled(finding: Diagnostic, levels: Readonly<Partial<Record<string, RuleLevel>>>): Diagnostic | undefined {
  const name = nameOf.get(finding.code);
  const level = name === undefined ? undefined : levels[name];
  if (level === 'off') return undefined;
  return level === undefined ? finding : { ...finding, severity: level };
}
