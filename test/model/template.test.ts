import { expect, test } from 'vitest';
import { fillTemplate, parseTemplate } from '../../src/model/template.ts';

const filled = (text: string, values: Readonly<Record<string, string>>): unknown => {
  const template = parseTemplate(text);
  return template && fillTemplate(template, (name) => (Object.hasOwn(values, name) ? values[name] : undefined));
};

test.each([
  ['plain', { text: 'plain' }],
  ['', { text: '' }],
  ['{a}', { text: '1' }],
  ['x/{a}-{b}/{a}', { text: 'x/1-2/1' }],
  ['{a}{b}', { text: '12' }],
  ['{c}', { unknown: 'c' }],
  ['{a}{c}{d}', { unknown: 'c' }],
  ['{toString}', { unknown: 'toString' }],
  ['{brace}', { text: '{a}' }],
])('%j', (text, expected) => {
  expect(filled(text, { a: '1', b: '2', brace: '{a}' })).toEqual(expected);
});

test.each([
  '{',
  '}',
  '{}',
  '}{',
  '{a',
  'a}',
  '{a}}',
  '{{a}}',
  '{a b}',
  '{1a}',
  '{a-b}',
  '{ a}',
  `{${'a'.repeat(65)}}`,
  '{a}{',
  '{é}',
])('%j is no template', (text) => {
  expect(parseTemplate(text)).toBeUndefined();
});
