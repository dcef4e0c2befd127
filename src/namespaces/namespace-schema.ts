const principals = { type: 'array', maxItems: 1000, items: { type: 'string', minLength: 1 } } as const;

/** RFC 3339 with its offset: a moment, whoever reads it. */
const moment = {
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(?::\\d{2})?(?:Z|[+-]\\d{2}:\\d{2})$',
  'x-confman-message': 'Expected a moment with its offset, such as "2026-12-20T18:00:00Z" or "2026-12-20T18:00:00+01:00"',
} as const;

const pointers = {
  type: 'array',
  minItems: 1,
  items: {
    type: 'string',
    pattern: '^(?:/(?:[^~/]|~[01])*)+$',
    'x-confman-message': 'Expected a JSON Pointer such as "/limits/cpu"; * stands for any one part of it',
  },
} as const;

/** One rule by which a request is approved without a person: all that it says has to hold for the whole effective change. */
const autoApproveRule = {
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: {
    pointers: { ...pointers, description: 'Every changed value is at or below one of these places.' },
    widening: {
      const: true,
      description:
        'Nothing is removed or replaced: members and elements are added, and numbers grow that are no elements of a list.',
    },
    environments: {
      type: 'array',
      minItems: 1,
      items: { type: 'string', minLength: 1 },
      description: 'Every affected app has one of these as its variable environment.',
    },
    maxApps: { type: 'integer', minimum: 1, description: 'At most so many apps are affected.' },
  },
} as const;

const schedule = {
  type: 'object',
  additionalProperties: false,
  required: ['at'],
  description: 'When requests that are approved are published; at once where it is left out.',
  properties: {
    at: {
      type: 'string',
      pattern: '^(?:[01]\\d|2[0-3]):[0-5]\\d$',
      description: 'Time of the day, 00:00 to 23:59.',
      'x-confman-message': 'Expected a time of the day such as "06:30"',
    },
    days: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { enum: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] },
      description: 'Every day where it is left out.',
    },
    timeZone: {
      type: 'string',
      minLength: 1,
      maxLength: 64,
      default: 'UTC',
      description: 'Name of the IANA time zone database.',
    },
  },
} as const;

const freeze = {
  type: 'array',
  maxItems: 1000,
  description: 'Times in which nothing is published. Those of the namespaces above hold as well.',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['from', 'until'],
    properties: {
      from: { ...moment, description: 'First moment in which nothing is published.' },
      until: { ...moment, description: 'First moment after it.' },
      reason: { type: 'string', minLength: 1, maxLength: 200 },
    },
  },
} as const;

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
    extends: {
      type: 'string',
      minLength: 1,
      description: 'Path of the namespace to inherit from in place of the folder above, such as /platform.',
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
        autoApprove: { type: 'array', maxItems: 100, items: autoApproveRule },
        instantRollback: {
          type: 'boolean',
          description:
            'Whether who may roll back publishes a rollback without approvals, where apps get back exactly what they were.',
        },
        schedule,
        freeze,
        allowSelfApproval: {
          const: false,
          'x-confman-message': 'Expected false: nobody approves a change of their own, and no setting changes that',
        },
      },
    },
    vars: { type: 'object', additionalProperties: { type: 'string' } },
    tags: { type: 'array', items: { type: 'string' } },
  },
} as const;
