import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codes } from '../../../src/diagnostics/codes.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { changeMessage } from '../../../src/schema-diff/change-message.ts';
import { rules, type RuleId, type RuleRow } from '../../../src/schema-diff/rules.ts';
import { compare, signsOf } from '../worlds.ts';
import { ruleExamples, shownElsewhere, type RuleExample } from './rule-examples.ts';

const shared = join(import.meta.dirname, '../../../../shared/schema-diff');
const isThere = existsSync(shared);
const all = Object.keys(rules) as RuleId[];

it('every rule has an example, or is shown elsewhere', () => {
  expect(all).toHaveLength(137);
  expect(all.filter((id) => ruleExamples[id] === undefined && shownElsewhere[id] === undefined)).toEqual([]);
});

it('no rule has the name of a code', () => {
  expect(all.filter((id) => `schema-diff/${id}` in codes)).toEqual([]);
});

describe('the example of', () => {
  const examples = Object.entries(ruleExamples) as [RuleId, RuleExample][];
  it.each(examples.filter(([id]) => shownElsewhere[id] === undefined))(
    '%s',
    async (id, { old, new: now, signs, level, beside = [] }) => {
      const row: RuleRow = rules[id];
      const { changes, backward, forward } = await compare(old, now, { mode: 'full' });
      const change = changes.find(({ rule }) => rule === id);
      expect(change, changes.map(({ rule }) => rule).join(', ')).toBeDefined();
      expect(signsOf(change!)).toBe(signs ?? signsOf(row));
      expect(change!.level).toBe(level ?? row.level);
      expect(changeMessage(change!)).toMatch(/^(?:The document|`[^`]+`): .*[^ .]$/);
      expect(changes.map(({ rule }) => rule).filter((rule) => rule !== id)).toEqual(beside);
      if (row.subject !== 'meaning') expect({ backward, forward }, 'what is proved of the whole').toEqual(effectOf(change!));
    },
  );
});

function effectOf({ backward, forward }: Pick<RuleRow, 'backward' | 'forward'>) {
  return { backward, forward };
}

describe.skipIf(!isThere)('the shared table of rules (skipped where it is not there)', () => {
  const text = isThere ? readFileSync(join(shared, 'rules-table.md'), 'utf8') : '';
  const lines = text
    .split('\n')
    .filter((line) => /^\| \d/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));

  it.each(lines.map((cells) => [cells[2] as RuleId, cells] as const))(
    '%s',
    (id, [, , , keyword, title, backward, forward, level]) => {
      const row: RuleRow = rules[id];
      expect([row.keyword, row.title, row.backward, row.forward, row.level]).toEqual([keyword, title, backward, forward, level]);
    },
  );

  interface Fixture {
    readonly id: RuleId;
    readonly old: JsonValue;
    readonly new: JsonValue;
    readonly B: string;
    readonly F: string;
  }
  const fixtures = isThere ? (JSON.parse(readFileSync(join(shared, 'rule-fixtures.json'), 'utf8')) as Fixture[]) : [];

  it.each(fixtures.map((fixture) => [fixture.id, fixture] as const))('the pair of %s', async (id, { old, new: now, B, F }) => {
    const { changes } = await compare(old, now);
    const change = changes.find(({ rule }) => rule === id);
    expect(change).toBeDefined();
    const [backward, forward] = signsOf(change!);
    if (B !== '?') expect(backward).toBe(B);
    // confman checks contentEncoding base64, so that dropping it accepts more.
    if (F !== '?' && id !== 'content-changed') expect(forward).toBe(F);
  });
});
