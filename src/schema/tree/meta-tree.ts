import type { ObjectNode } from './schema-tree.ts';

const text = { Type: 'Leaf', Format: 'string' } as const;
const bound = { Type: 'Leaf', Format: 'number' } as const;
const any = { Type: 'Leaf', Format: 'any' } as const;
const node = { $ref: '#/' } as const;

/**
 * The schema of schema trees, itself a schema tree. What it cannot say is in `check-tree.ts`: which attributes go with which
 * type, that a name stands once, that a reference names a node.
 */
export const metaTree: ObjectNode = {
  Type: 'Object',
  Properties: [
    { Name: 'Type', IsRequired: false, Schema: { Type: 'Leaf', Format: 'string', AllowedValues: ['Object', 'Array', 'Leaf'] } },
    {
      Name: 'Properties',
      IsRequired: false,
      Description: 'All properties of an object',
      Schema: {
        Type: 'Array',
        ItemSchema: {
          Type: 'Object',
          Properties: [
            { Name: 'Name', IsRequired: true, Schema: text },
            { Name: 'IsRequired', IsRequired: false, DefaultValue: false, Schema: { Type: 'Leaf', Format: 'boolean' } },
            { Name: 'DefaultValue', IsRequired: false, Schema: any },
            { Name: 'Unit', IsRequired: false, Description: 'The unit of measure', Schema: text },
            { Name: 'Description', IsRequired: false, Schema: text },
            { Name: 'Schema', IsRequired: true, Schema: node },
          ],
        },
      },
    },
    { Name: 'ItemSchema', IsRequired: false, Description: 'Every item of an array', Schema: node },
    { Name: 'Min', IsRequired: false, Description: 'The least number, length or count', Schema: bound },
    { Name: 'Max', IsRequired: false, Description: 'The greatest number, length or count', Schema: bound },
    {
      Name: 'AllowedValues',
      IsRequired: false,
      Description: 'All values of a leaf',
      Schema: { Type: 'Array', Min: 1, ItemSchema: any },
    },
    { Name: 'Format', IsRequired: false, Description: 'What kind of value a leaf is', Schema: text },
    { Name: '$ref', IsRequired: false, Description: 'A node of this tree, #/ for its root', Schema: text },
  ],
};
