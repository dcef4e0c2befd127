/** The shape of `schemas/<family>/approvals.json5`. */
export const approvalsSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'confman schema approvals',
  description: 'Findings about the versions of a schema that somebody accepted: schemas/<family>/approvals.json5.',
  type: 'object',
  additionalProperties: false,
  required: ['approvals'],
  properties: {
    $schema: { type: 'string', description: 'For editors; not read.' },
    approvals: {
      type: 'array',
      maxItems: 1000,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['rule', 'path', 'to', 'reason', 'by'],
        properties: {
          rule: { type: 'string', minLength: 1, description: 'The rule of the finding, such as property-removed-closed.' },
          path: {
            type: 'string',
            description:
              'The path of the finding as schema diff prints it; * stands for any part of a segment, ** for any segments.',
          },
          from: { $ref: '#/$defs/version', description: 'The older version; the one before `to` by default.' },
          to: { $ref: '#/$defs/version', description: 'The version that brings the change.' },
          reason: { type: 'string', minLength: 1, description: 'Why it is accepted.' },
          by: { type: 'string', minLength: 1, description: 'Who accepted it.' },
          until: {
            type: 'string',
            format: 'date',
            description: 'The last day on which it counts, 2026-12-31; without it, it counts for ever.',
          },
        },
      },
    },
  },
  $defs: {
    version: { type: 'string', pattern: '^v(0|[1-9][0-9]{0,8})([.](0|[1-9][0-9]{0,8})){0,2}$' },
  },
} as const;
