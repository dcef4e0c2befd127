import { cascadeCodes } from './codes/cascade.ts';
import { documentsCodes } from './codes/documents.ts';
import { forgeCodes } from './codes/forge.ts';
import { gitCodes } from './codes/git.ts';
import { historyCodes } from './codes/history.ts';
import { hookCodes } from './codes/hook.ts';
import { lifecycleCodes } from './codes/lifecycle.ts';
import { lintCodes } from './codes/lint.ts';
import { migrateCodes } from './codes/migrate.ts';
import { migrationCodes } from './codes/migration.ts';
import { namespacesCodes } from './codes/namespaces.ts';
import { releaseCodes } from './codes/release.ts';
import { publishCodes } from './codes/publish.ts';
import { publishServerCodes } from './codes/publish-server.ts';
import { resolverCodes } from './codes/resolver.ts';
import { retentionCodes } from './codes/retention.ts';
import { schemaCodes } from './codes/schema.ts';
import { schemaDiffCodes } from './codes/schema-diff.ts';
import { schemaValueCodes } from './codes/schema-values.ts';
import { snapshotCodes } from './codes/snapshot.ts';
import { workspaceCodes } from './codes/workspace.ts';

export type { CodeRow } from './code-row.ts';

/** Every diagnostic confman can give, `stage/kebab-reason`. A code is never renamed; each has a page in docs/diagnostics. */
export const codes = Object.freeze({
  ...workspaceCodes,
  ...gitCodes,
  ...forgeCodes,
  ...documentsCodes,
  ...resolverCodes,
  ...cascadeCodes,
  ...namespacesCodes,
  ...schemaCodes,
  ...schemaValueCodes,
  ...migrationCodes,
  ...migrateCodes,
  ...schemaDiffCodes,
  ...retentionCodes,
  ...snapshotCodes,
  ...releaseCodes,
  ...lifecycleCodes,
  ...lintCodes,
  ...hookCodes,
  ...publishCodes,
  ...publishServerCodes,
  ...historyCodes,
});

export type DiagnosticCode = keyof typeof codes;
