import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearestNames } from '../../model/nearest-names.ts';
import { isRule, rules } from '../rules.ts';
import type { Approval } from './approval.ts';

export function unusedApproval(approval: Approval, pair: { readonly from: string; readonly to: string }): Diagnostic {
  const { rule, path, site } = approval;
  const hint = 'Remove the entry, or correct its rule, path or versions';
  return diagnostic('retention/approval-unused', { rule, path, from: pair.from, to: pair.to }, { site, hint });
}

export function expiredApproval({ rule, path, until = '', by, site }: Approval): Diagnostic {
  const hint = 'Remove the entry, or have it accepted again with a later day';
  return diagnostic(
    'retention/approval-expired',
    { rule, path, until, by },
    { site: { ...site, pointer: `${site.pointer}/until` }, hint },
  );
}

/** Names in an entry that nothing has, so that it could never match. */
export function misnamedApproval({ rule, from, to, site }: Approval, versions: readonly string[]): Diagnostic[] {
  const found: Diagnostic[] = [];
  if (!isRule(rule)) {
    const near = nearestNames(rule, Object.keys(rules), 3);
    const hint = near[0] === undefined ? 'Run confman schema diff to see the rules of its findings' : `Write "${near[0]}"`;
    found.push(
      diagnostic('retention/approval-unknown-rule', { rule, near }, { site: { ...site, pointer: `${site.pointer}/rule` }, hint }),
    );
  }
  for (const [key, version] of [['from', from] as const, ['to', to] as const]) {
    if (version === undefined || versions.includes(version)) continue;
    const at = { ...site, pointer: `${site.pointer}/${key}` };
    const hint = 'Correct the version, or remove the entry';
    found.push(diagnostic('retention/approval-unknown-version', { version, versions }, { site: at, hint }));
  }
  return found;
}
