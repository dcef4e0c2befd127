import type { BoundSchema } from '../schema/bound-schema.ts';
import type { SchemaPort } from './schema-port.ts';
import type { Workspace } from './workspace.ts';

export function createSchemaPort(workspace: Workspace | undefined): SchemaPort {
  void workspace;
  const anything: BoundSchema = {
    id: 'schemas/any' as never,
    version: 'v1',
    dependencies: [],
    mergeStrategies: [],
    hasIndexKeys: false,
    needsContext: false,
    isValid: () => true,
    isClean: () => true,
    findings: () => [],
    fillDefaults: (data) => data,
    isSecretAt: () => false,
  };
  return {
    prepare: async () => {},
    prepareFindings: async () => {},
    bind: () => ({ value: undefined, diagnostics: [], dependencies: [] }),
    check: () => [],
    internal: () => anything,
  };
}
