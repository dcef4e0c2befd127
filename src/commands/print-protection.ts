import { counted } from '../diagnostics/sentence.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import { protectionRules, type ProtectionReport } from '../publish/forges/protection.ts';

/** What the forge holds now; what it does not is told as findings. */
export function protectionText({ protection, changed }: ProtectionReport, host: string): string {
  const { branch, enforced, minApprovals, requiredChecks } = protection;
  const name = visibleText(branch);
  const did = changed ? 'now holds' : 'holds';
  if (enforced.length === 0) return `${host} holds nothing on ${name}\n`;
  const details = {
    'min-approvals': `: ${counted(minApprovals, 'approval')}`,
    'required-checks': `: ${requiredChecks.map((each) => visibleText(each)).join(', ')}`,
  };
  const lines = enforced.map((rule) => {
    const detail = rule === 'min-approvals' || rule === 'required-checks' ? details[rule] : '';
    return `  ${protectionRules[rule]}${detail}`;
  });
  return `${host} ${did} on ${name}:\n${lines.join('\n')}\n`;
}

/** For programs. The shape is documented in `docs/forges.md`. */
export function protectionJson({ protection, changed, missing }: ProtectionReport, host: string): string {
  return `${JSON.stringify({ formatVersion: 1, host, ...protection, changed, missing }, null, 2)}\n`;
}
