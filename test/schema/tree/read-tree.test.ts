import { expect, test } from 'vitest';
import { messageOf } from '../../../src/diagnostics/diagnostic.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import type { Source } from '../../../src/model/source.ts';
import { isSchemaTree } from '../../../src/schema/tree/is-schema-tree.ts';
import { readTree } from '../../../src/schema/tree/read-tree.ts';

const source: Source = { path: 'schemas/test/v1.json5', format: 'json5', text: '' };

function said(value: JsonValue): string[] {
  return readTree(value, source).diagnostics.map((each) => {
    const at = each.site?.at === 'key' ? '^' : '';
    const hint = each.hint === undefined ? '' : ` (${each.hint})`;
    return `${each.severity} ${each.code.replace('schema/', '')} ${at}${each.site?.pointer}: ${messageOf(each)}${hint}`;
  });
}

const leaf = { Type: 'Leaf', Format: 'int' };

function property(more: { readonly [key: string]: JsonValue }): JsonValue {
  return { Type: 'Object', Properties: [{ Name: 'a', Schema: leaf, ...more }] };
}

test.each<{ tree: JsonValue; says: string[] }>([
  { tree: { Type: 'leaf' }, says: ['error enum /Type: Expected "Object", "Array" or "Leaf", found "leaf" (Write "Leaf")'] },
  {
    tree: { Properties: [] },
    says: ['error required : The property "Type" is missing (Add "Type": "Object", "Array" or "Leaf")'],
  },
  { tree: [], says: ['error type : Expected an object, found an empty array'] },
  {
    tree: { Type: 'Leaf', AllowedValue: [1] },
    says: [
      'error unknown-property ^/AllowedValue: There is no property "AllowedValue" here; did you mean "AllowedValues"? (Rename it to "AllowedValues")',
    ],
  },
  { tree: { Type: 'Leaf', AllowedValues: [] }, says: ['error min-items /AllowedValues: Found no items; at least 1 is needed'] },
  {
    tree: property({ IsRequired: 'true' }),
    says: ['error type /Properties/0/IsRequired: Expected true or false, found the string "true" (Write true without quotes)'],
  },
  {
    tree: { Type: 'Object', Properties: [{ Nmae: 'a', Schema: leaf }] },
    says: [
      'error misspelt-property ^/Properties/0/Nmae: There is no property "Nmae" here, and the required "Name" is missing (Rename it to "Name")',
    ],
  },
  {
    tree: { Type: 'Object', Format: 'int' },
    says: ['error tree-attribute ^/Format: A node with the Type "Object" has no "Format" (Remove it, or change the Type)'],
  },
  {
    tree: property({ Schema: { $ref: '#/', Type: 'Leaf' } }),
    says: ['error tree-attribute ^/Properties/0/Schema/Type: A node with a $ref has no "Type" (Remove it, or the $ref)'],
  },
  {
    tree: property({ Schema: { $ref: '#/Properties/1/Schema' } }),
    says: [
      'error tree-reference /Properties/0/Schema/$ref: "#/Properties/1/Schema" names no node: nothing of this tree stands there (Write "#/" for the root, or the pointer of a node such as "#/Properties/0/Schema")',
    ],
  },
  {
    tree: property({ Schema: { $ref: '#/Properties/0/Schema' } }),
    says: [
      'error tree-reference /Properties/0/Schema/$ref: "#/Properties/0/Schema" names no node: it leads back to itself (Write "#/" for the root, or the pointer of a node such as "#/Properties/0/Schema")',
    ],
  },
  {
    tree: { Type: 'Leaf', Format: 'int', Min: 5, Max: 1 },
    says: ['error tree-range /Max: This Max makes no sense: it is below the Min of 5'],
  },
  {
    tree: { Type: 'Leaf', Format: 'string', Min: -1 },
    says: ['error tree-range /Min: This Min makes no sense: a count or a length is a whole number from 0'],
  },
  {
    tree: { Type: 'Leaf', Format: 'boolean', Max: 1 },
    says: ['error tree-range /Max: This Max makes no sense: the format "boolean" has no bounds'],
  },
  {
    tree: {
      Type: 'Object',
      Properties: [
        { Name: 'a', Schema: leaf },
        { Name: 'a', Schema: leaf },
      ],
    },
    says: ['error tree-name-twice /Properties/1/Name: There are two properties with the name "a"'],
  },
  {
    tree: property({ DefaultValue: '5' }),
    says: [
      'error tree-value /Properties/0/DefaultValue: This value does not fit its schema: Expected an integer, found the string "5" (Remove the quotes: 5)',
    ],
  },
  {
    tree: { Type: 'Leaf', Format: 'int', AllowedValues: [1, 'b'] },
    says: ['error tree-value /AllowedValues/1: This value does not fit its schema: Expected an integer, found the string "b"'],
  },
  {
    tree: { Type: 'Leaf', Format: 'integr' },
    says: [
      'warning tree-format /Format: The format "integr" is not known, and any string will do; did you mean "integer"? (Write "integer")',
    ],
  },
])('$says', ({ tree, says }) => {
  expect(said(tree)).toEqual(says);
});

test('the document may state its id and its schema', () => {
  expect(readTree({ _id: 'schemas/x/v1', $schema: 'x', ...leaf }, source)).toEqual({ value: leaf, diagnostics: [] });
  expect(said({ Type: 'Array', ItemSchema: { ...leaf, _id: 'x' } })[0]).toContain('unknown-property ^/ItemSchema/_id');
});

test('a very deep tree is refused', () => {
  let tree: JsonValue = leaf;
  for (let i = 0; i < 20_000; i++) tree = { Type: 'Array', ItemSchema: tree };
  expect(said(tree)).toEqual(['error too-complex : The schema is too complex: it is nested more than 300 deep']);
});

test.each<[JsonValue, boolean]>([
  [{ Type: 'Object' }, true],
  [{ Type: 'object' }, true],
  [{ Properties: [] }, true],
  [{ type: 'object' }, false],
  [{ type: 'object', Type: 'Object' }, false],
  [{ properties: { Type: {} } }, false],
  [{ $ref: '#/' }, false],
  [true, false],
  [[], false],
])('%j is a schema tree: %s', (value, expected) => {
  expect(isSchemaTree(value)).toBe(expected);
});
