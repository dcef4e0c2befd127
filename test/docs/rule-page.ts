import type { JsonValue } from '../../src/model/json.ts';
import type { SchemaDiff } from '../../src/library/diff-schemas.ts';
import type { RuleId, RuleRow } from '../../src/schema-diff/rules.ts';

export interface ShownExample {
  readonly old: JsonValue;
  readonly new: JsonValue;
  /** What the comparison of the two says in the mode `full`. */
  readonly diff: SchemaDiff;
}

/** Of the rules that no pair of sound schemas shows. */
const withoutExample: Readonly<Partial<Record<RuleId, string>>> = {
  'ref-unresolved':
    'confman refuses a schema with such a reference before it compares anything (`schema/missing-part`, `schema/not-found`), so that no pair of sound schemas shows this rule. It is there for schemas that are put together by other means.',
  'analysis-incomplete':
    'Schemas of more than 200,000 parts are not compared to their end, nor are such that nest more than 256 deep. The change says where it stopped. In the modes that ask for documents it also stands for a proof that could not be given, where nothing else that changed explains it.',
  'schema-version-removed':
    'The version `schemas/shop/v1.json` is on the protected branch, and a commit deletes the file. `confman schema check` finds it; a comparison of two schemas cannot.',
};

/** The page of a rule, made of its row, its example and what is printed for it. */
export function rulePage(id: RuleId, row: RuleRow, example: ShownExample | undefined): string {
  return [
    `# ${id}`,
    wrapped(`${row.title}.`),
    wrapped(`Keyword: \`${row.keyword}\`. Level: **${row.level}**.`),
    effects(row),
    '## Why',
    wrapped(row.reason),
    wrapped(subjects[row.subject]),
    '## Example',
    example === undefined ? wrapped(withoutExample[id] ?? '') : shown(id, example),
    '## What to do instead',
    wrapped(row.instead),
  ]
    .join('\n\n')
    .concat('\n');
}

const words = { safe: 'safe', breaks: 'breaks', unknown: 'unknown until it is proved' } as const;

function effects({ backward, forward }: RuleRow): string {
  return [
    `- Backward: **${words[backward]}** (does the new version accept what the old one accepts?)`,
    `- Forward: **${words[forward]}** (does the old version accept what the new one accepts?)`,
  ].join('\n');
}

const subjects = {
  acceptance:
    'This is the usual case. Where it is proved that a change of this kind refuses nothing, its effect is safe, and a change that is safe both ways is `info`: a refactoring.',
  presence:
    'The effects say what documents are accepted, and a proof corrects them. The level stays: it speaks of those who read the value.',
  meaning: 'This is about what documents mean, not about which are accepted, so that no proof changes it.',
} as const;

function shown(id: RuleId, { old, new: now, diff }: ShownExample): string {
  const changes = diff.changes
    .filter(({ rule }) => rule === id)
    .map(({ message, backward, forward, level }) => ({ message, backward, forward, level }));
  const outcome = { verdict: diff.verdict, changes, ...(diff.witness === undefined ? {} : { witness: diff.witness }) };
  return [
    fence('json old', old),
    fence('json new', now),
    wrapped('In the mode `full`, which asks for both directions:'),
    `\`\`\`json outcome\n${JSON.stringify(outcome, null, 2)}\n\`\`\``,
  ].join('\n\n');
}

function fence(info: string, value: JsonValue): string {
  return `\`\`\`${info}\n${JSON.stringify(value, null, 2)}\n\`\`\``;
}

/** Broken into lines that a terminal of 80 columns takes whole. */
function wrapped(text: string): string {
  return text.replaceAll(/(.{1,80})(?: |$)/g, '$1\n').trimEnd();
}
