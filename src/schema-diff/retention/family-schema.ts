/** The shape of `schemas/<family>/family.json5`. */
export const familySchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'confman schema family',
  description: 'What holds for all versions of a schema: schemas/<family>/family.json5.',
  type: 'object',
  additionalProperties: false,
  properties: {
    $schema: { type: 'string', description: 'For editors; not read.' },
    compatibility: {
      enum: ['policy', 'backward', 'forward', 'full', 'none'],
      default: 'policy',
      description:
        'What a new version has to be towards the one before. policy: no breaking change by the rule table. backward: it accepts every document that the old one accepts. forward: the reverse. full: both. none: it may be anything.',
    },
    transitive: {
      type: 'boolean',
      default: false,
      description: 'Whether a new version is held against all earlier versions, not only the one before.',
    },
    owner: { type: 'string', minLength: 1, description: 'Whom to ask: a team, an address.' },
    description: { type: 'string' },
  },
} as const;
