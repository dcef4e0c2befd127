import { rules, type RuleId, type RuleRow } from '../../src/schema-diff/rules.ts';
import { markdownTable } from './markdown-table.ts';

const signs = { safe: '+', breaks: '-', unknown: '?' } as const;

const head = `# Rules

Everything that \`confman schema diff\` tells apart. A rule is never renamed: approvals name it. \`+\` is safe, \`-\` breaks, \`?\` is
unknown until it is proved; backward asks whether the new version accepts what the old one accepts, forward the reverse. The tests
run every example and hold what is said against its page. [Decision 20](../decisions/0020-comparison.md) says how both engines
come to one answer.`;

/** The list of all rules, made of their rows. */
export function rulesIndex(): string {
  const rows = (Object.entries(rules) as [RuleId, RuleRow][]).map(([id, { title, backward, forward, level }]) => [
    `[${id}](${id}.md)`,
    title,
    `${signs[backward]} ${signs[forward]}`,
    level,
  ]);
  return `${head}\n\n${markdownTable(['rule', 'what', 'backward, forward', 'level'], rows)}\n`;
}
