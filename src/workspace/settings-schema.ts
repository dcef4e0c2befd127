/** The settings of a workspace as a JSON Schema: the one place that declares keys, types, defaults and texts. */
export const settingsSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'confman settings',
  description: 'The file confman.json5 at the root of a workspace. Every key has a default.',
  type: 'object',
  additionalProperties: false,
  properties: {
    $schema: { type: 'string', description: 'For editors; not read.' },
    configs: { $ref: '#/$defs/folder', default: 'configs', description: 'Folder of the documents.' },
    schemas: { $ref: '#/$defs/folder', default: 'schemas', description: 'Folder of the schema versions.' },
    resolved: { $ref: '#/$defs/folder', default: 'resolved', description: 'Folder the snapshots are written to.' },
    mounts: {
      type: 'array',
      default: [],
      description: 'Other folders of the repository that are part of the tree.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['at', 'from'],
        properties: {
          at: { type: 'string', minLength: 1, description: 'Id under which the folder appears in the tree.' },
          from: { $ref: '#/$defs/folder', description: 'Folder relative to the root of the repository.' },
        },
      },
    },
    vars: {
      type: 'object',
      default: {},
      description: 'Variables for placeholders; the namespaces of an app override them.',
      additionalProperties: { type: 'string' },
    },
    defaults: {
      enum: ['fill', 'ignore'],
      default: 'fill',
      description: 'Whether defaults of the bound schema are filled into the resolved data.',
    },
    secretSchemes: {
      type: 'array',
      default: ['keyvault', 'vault', 'env'],
      description: 'URI schemes that make a string a secret reference.',
      items: { type: 'string', pattern: '^[a-z][a-z0-9+.-]*$' },
      uniqueItems: true,
    },
    outputFormat: { enum: ['json', 'yaml', 'bson'], default: 'json', description: 'Format of the snapshots.' },
    protectedBranch: { type: 'string', minLength: 1, default: 'main', description: 'The branch that publishes.' },
    limits: {
      type: 'object',
      default: {},
      additionalProperties: false,
      description: 'Bounds against hostile or broken input.',
      properties: {
        depth: { $ref: '#/$defs/count', maximum: 256, default: 64, description: 'Nesting of one document.' },
        fileBytes: { $ref: '#/$defs/count', default: 4194304, description: 'Size of one file in bytes.' },
        aliasedValues: {
          $ref: '#/$defs/count',
          maximum: 10000000,
          default: 100000,
          description: 'Values that the aliases of one YAML file unfold to.',
        },
        documents: { $ref: '#/$defs/count', default: 200000, description: 'Number of documents of the workspace.' },
        references: { $ref: '#/$defs/count', maximum: 256, default: 64, description: 'Length of a chain of references.' },
        resolvedDepth: { $ref: '#/$defs/count', maximum: 1024, default: 256, description: 'Nesting of a resolved app.' },
        resolvedBytes: {
          $ref: '#/$defs/count',
          default: 16777216,
          description: 'Size of a resolved app in characters of its sources, references unfolded.',
        },
        diagnostics: { $ref: '#/$defs/count', default: 100, description: 'Findings that one file or app can give.' },
      },
    },
  },
  $defs: {
    folder: {
      type: 'string',
      minLength: 1,
      not: { pattern: '^/|[\\\\\\u0000-\\u001f]' },
      'x-confman-message': 'Expected a folder inside the repository, relative, with / between the parts of its path',
    },
    count: { type: 'integer', minimum: 1 },
  },
} as const;
