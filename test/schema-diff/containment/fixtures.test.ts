import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/model/json.ts';
import { compared } from './worlds.ts';

interface Fixture {
  readonly id: string;
  readonly old: JsonValue;
  readonly new: JsonValue;
  readonly B: string;
  readonly F: string;
}

const file = new URL('../../../../shared/schema-diff/rule-fixtures.json', import.meta.url);
const fixtures = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly Fixture[]) : [];
if (fixtures.length === 0) process.stderr.write('skipped: the pairs of the rule table are not beside the repository\n');

/** Judged by a policy, not by what documents are accepted. */
const ofPolicy = new Set(['content-changed', 'unit-changed']);
const answers: Readonly<Record<string, string>> = { '+': 'yes', '-': 'no' };

describe.skipIf(fixtures.length === 0)('the pairs of the rule table', () => {
  it.each(fixtures.filter(({ id }) => !ofPolicy.has(id)))('$id', async (fixture) => {
    const { subset, supset } = await compared(fixture.old, fixture.new);
    // What the table leaves open is decided here.
    expect([subset.answer, supset.answer]).not.toContain('unknown');
    expect(subset.answer).toBe(answers[fixture.B] ?? subset.answer);
    expect(supset.answer).toBe(answers[fixture.F] ?? supset.answer);
  });
});
