import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { diffSchemas } from '../../src/library/diff-schemas.ts';
import { rules, type RuleId } from '../../src/schema-diff/rules.ts';
import { ruleExamples } from '../schema-diff/rules/rule-examples.ts';
import { rulePage } from './rule-page.ts';
import { rulesIndex } from './rules-index.ts';

/** `UPDATE_DOCS=1 npx vitest run test/docs/rules.test.ts` writes the pages. */
const update = process.env['UPDATE_DOCS'] !== undefined && process.env['UPDATE_DOCS'] !== '';
const folder = join(import.meta.dirname, '../../docs/rules');
const all = Object.keys(rules) as RuleId[];

async function check(name: string, raw: string): Promise<void> {
  const path = join(folder, name);
  const text = await format(raw, { ...(await resolveConfig(path)), filepath: path });
  if (update) writeFileSync(path, text);
  expect(existsSync(path) ? readFileSync(path, 'utf8') : '', 'UPDATE_DOCS=1 writes it').toBe(text);
}

describe('the page of', () => {
  it.each(all)('%s', async (id) => {
    const example = ruleExamples[id];
    const shown = example && { ...example, diff: await diffSchemas(example.old, example.new, { mode: 'full' }) };
    if (shown !== undefined) expect(shown.diff.changes.map(({ rule }) => rule)).toContain(id);
    await check(`${id}.md`, rulePage(id, rules[id], shown));
  });
});

it('every rule is in the index, and there are no other pages', async () => {
  await check('README.md', rulesIndex());
  expect(readdirSync(folder).sort()).toEqual([...all.map((id) => `${id}.md`), 'README.md'].sort());
});
