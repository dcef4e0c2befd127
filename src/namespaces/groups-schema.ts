const members = {
  type: 'array',
  items: { type: 'string', minLength: 1 },
  description: 'Addresses, accounts (github:ada) and other groups (group:leads).',
} as const;

const team = {
  type: 'string',
  pattern: '^[A-Za-z0-9_][A-Za-z0-9._-]*(?:/[A-Za-z0-9_][A-Za-z0-9._-]*)*$',
  maxLength: 400,
  'x-confman-message': 'Expected the name of a team without @, such as "acme/payments"',
} as const;

const people = {
  type: 'object',
  additionalProperties: { type: 'array', items: { type: 'string', minLength: 1 } },
  description: 'Names of the same person: an address or an account, with the others that are theirs. No group has this name.',
  'x-confman-message': 'Expected people with their other names: { "ada@example.com": ["github:ada"] }; no group is called people',
} as const;

/** The shape of the document `groups`: every key but `people` is the name of a group. */
export const groupsSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'confman groups',
  description: 'Who is in the groups that namespaces give roles to, and which names are one person: configs/groups.json5.',
  type: 'object',
  properties: { people },
  propertyNames: { pattern: '^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$' },
  additionalProperties: {
    anyOf: [
      members,
      {
        type: 'object',
        additionalProperties: false,
        required: ['members'],
        properties: {
          description: { type: 'string' },
          members,
          accounts: {
            type: 'object',
            additionalProperties: false,
            description: 'What the group is called on a forge, for lists of owners.',
            properties: { github: team, gitlab: team, gitea: team },
          },
        },
      },
    ],
  },
} as const;
