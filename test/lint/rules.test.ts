import { expect, it } from 'vitest';
import { codes } from '../../src/diagnostics/codes.ts';
import { lintRules } from '../../src/lint/rules.ts';
import { settingsSchema } from '../../src/workspace/settings-schema.ts';

it('the settings know the rules, and every code of lint has one', () => {
  const { rules } = settingsSchema.properties.lint.properties;
  expect(Object.keys(rules.properties)).toEqual(Object.keys(lintRules));
  const unruled = new Set(['lint/fix-refused', 'lint/more-places', 'lint/changed-meanwhile']);
  const ruled = new Set<string>(Object.values(lintRules).map(({ code }) => code));
  const told = Object.keys(codes).filter((code) => code.startsWith('lint/') && !unruled.has(code));
  expect(told.filter((code) => !ruled.has(code))).toEqual([]);
});
