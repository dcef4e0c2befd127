import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { DocumentId } from '../../model/document-id.ts';
import { accepts, isExpired, type Approval } from '../../schema-diff/approvals/approval.ts';
import { expiredApproval, misnamedApproval, unusedApproval } from '../../schema-diff/approvals/approval-findings.ts';
import { versionBefore, versionsOf } from './family-versions.ts';
import { approvalsOf } from './family-documents.ts';
import type { PairCache } from './pair-cache.ts';

/** Whether each approval of a family still counts and has something to accept, also of versions that are kept already. */
export function checkApprovals(pairs: PairCache, family: DocumentId): Diagnostic[] {
  const { value: approvals, diagnostics } = approvalsOf(pairs.workspace, family);
  return [...diagnostics, ...approvals.flatMap((approval) => checkApproval(pairs, family, approval))];
}

function checkApproval(pairs: PairCache, family: DocumentId, approval: Approval): Diagnostic[] {
  const misnamed = misnamedApproval(approval, versionsOf(pairs.workspace, family));
  if (misnamed.length > 0) return misnamed;
  if (isExpired(approval, pairs.today)) return [expiredApproval(approval)];
  const { to } = approval;
  const from = approval.from ?? versionBefore(pairs.workspace, { family, version: to });
  if (from === undefined) return [unusedApproval(approval, { from: 'nothing', to })];
  const changes = pairs.pair(family, from, to, 'policy').value?.comparison.changes;
  if (changes === undefined || changes.some((change) => accepts(approval, change))) return [];
  return [unusedApproval(approval, { from, to })];
}
