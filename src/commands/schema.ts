import { Command } from '@commander-js/extra-typings';
import type { CommandModule } from './command-module.ts';
import type { CommandRow } from './command-row.ts';

/** Every command below `schema`, in the order of the help. Only the one that is called is loaded. */
export const schemaTable = Object.freeze({
  diff: {
    summary: 'compare two schemas, and say what that means for documents',
    load: async () => (await import('./schema-diff.ts')).schemaDiff,
  },
  check: {
    summary: 'hold the schema versions against those of the protected branch',
    load: async () => (await import('./schema-check.ts')).schemaCheck,
  },
  list: {
    summary: 'list schema families and their versions',
    load: async () => (await import('./schema-list.ts')).schemaList,
  },
  migrate: {
    summary: 'carry documents from one schema version to another',
    load: async () => (await import('./schema-migrate.ts')).schemaMigrate,
  },
  flatten: {
    summary: 'list the places of the data that a schema describes',
    load: async () => (await import('./schema-flatten.ts')).schemaFlatten,
  },
  export: {
    summary: 'write a JSON Schema as a schema tree, and say what that cannot hold',
    load: async () => (await import('./schema-export.ts')).schemaExport,
  },
  import: {
    summary: 'write a schema tree as the JSON Schema that it stands for',
    load: async () => (await import('./schema-import.ts')).schemaImport,
  },
  bundle: {
    summary: 'write a schema with all that it refers to as one',
    load: async () => (await import('./schema-bundle.ts')).schemaBundle,
  },
} as const satisfies Record<string, CommandRow>);

export const schema: CommandModule = {
  name: 'schema',
  summary: 'compare, keep and carry over schema versions',
  define: () => new Command('schema'),
  subcommands: schemaTable,
};
