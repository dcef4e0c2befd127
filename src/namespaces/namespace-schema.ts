const principals = { type: 'array', items: { type: 'string', minLength: 1 } } as const;

/** The shape of a namespace document. */
export const namespaceSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'confman namespace',
  description: 'Governance of a folder and all below it.',
  type: 'object',
  additionalProperties: false,
  properties: {
    path: { type: 'string', description: 'The folder, with a leading /.' },
    displayName: { type: 'string' },
    description: { type: 'string' },
    owner: { type: 'string' },
    inherit: {
      type: 'boolean',
      default: true,
      description: 'Whether roles, schema, settings and vars of the parent apply here too.',
    },
    schema: {
      anyOf: [
        { type: 'string', minLength: 1 },
        {
          type: 'object',
          additionalProperties: false,
          required: ['$ref'],
          properties: { $ref: { type: 'string', minLength: 1 } },
        },
      ],
    },
    roles: {
      type: 'object',
      additionalProperties: false,
      properties: { admin: principals, publisher: principals, editor: principals, viewer: principals },
    },
    settings: {
      type: 'object',
      additionalProperties: false,
      properties: {
        schemaEnforcement: { enum: ['on-publish', 'always', 'never'] },
        requireApproval: { type: 'boolean' },
        minApprovers: { type: 'integer', minimum: 0 },
      },
    },
    vars: { type: 'object', additionalProperties: { type: 'string' } },
    tags: { type: 'array', items: { type: 'string' } },
  },
} as const;
