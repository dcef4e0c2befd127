import type { CodeRow } from '../../src/diagnostics/codes.ts';
import { compareKeys } from '../../src/model/canonical-json.ts';

/** The list of all codes, made of their rows. */
export function diagnosticsIndex(codes: Readonly<Record<string, CodeRow<never>>>): string {
  const lines = [head];
  let room = '';
  for (const [code, row] of Object.entries(codes).sort(([a], [b]) => compareKeys(a, b))) {
    if (!code.startsWith(`${room}/`)) lines.push('', `## ${(room = code.slice(0, code.indexOf('/')))}`, '');
    lines.push(line(code, row));
  }
  return `${lines.join('\n')}\n`;
}

const head = `# Diagnostics

Everything that confman can find fault with. \`confman explain --code CODE\` prints a page at the terminal. A code is never
renamed. The tests play every example, hold what confman prints against its page, and try the correction.`;

function line(code: string, { severity, summary }: CodeRow<never>): string {
  return `- [${code}](${code}.md)${severity === 'error' ? '' : ` (${severity})`}: ${summary}.`;
}
