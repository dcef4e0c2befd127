import { createHash } from 'node:crypto';
import { kindOf, type DocumentId } from '../model/document-id.ts';
import { nearestNames } from '../model/nearest-names.ts';
import { buildId } from '../model/tool-version.ts';
import { createSchemaRegistry } from '../schema/registry.ts';
import type { LookedUp, SchemaLookup } from '../schema/schema-lookup.ts';
import { idOfPath } from '../workspace/document-index.ts';
import type { SchemaPort } from './schema-port.ts';
import type { Workspace } from './workspace.ts';

/** The schemas of a workspace, with the validators that earlier runs compiled. */
export function createSchemaPort(workspace: Workspace): SchemaPort {
  const { secretSchemes, limits } = workspace.settings;
  const registry = createSchemaRegistry(lookupIn(workspace), {
    toolVersion: buildId,
    secretSchemes,
    maxFindings: limits.diagnostics,
    compiled: workspace.compiled,
  });
  return {
    prepare: () => registry.prepare(),
    prepareFindings: () => registry.prepareFindings(),
    load: () => registry.load(),
    bind: (reference, from) => registry.bind(reference, from),
    check: (id) => [...(workspace.store.get(id)?.diagnostics ?? []), ...registry.check(id).diagnostics],
    world: (id) => {
      const { value, diagnostics } = registry.world(id);
      return { value, diagnostics: [...(workspace.store.get(id)?.diagnostics ?? []), ...diagnostics] };
    },
    plainWorld: (source, value) => registry.plainWorld(source, value),
    internal: (name, schema) => registry.internal(name, schema),
    exportValidators: () => registry.exportValidators(),
  };
}

/** Schemas of confman's own alone, for what is read before there is a workspace. */
export function createInternalSchemaPort(): Pick<SchemaPort, 'load' | 'internal' | 'plainWorld'> {
  const nothing: SchemaLookup = {
    document: () => ({ missing: true }),
    versions: () => [],
    nearest: () => [],
    all: () => [],
    idAt: () => undefined,
  };
  return createSchemaRegistry(nothing, { toolVersion: buildId });
}

function lookupIn(workspace: Workspace): SchemaLookup {
  const { index, store, tree, roots } = workspace;
  const all = (): DocumentId[] => [...index.files.keys()].filter((id) => kindOf(id) === 'schema');
  return {
    document: (id) => (kindOf(id) === 'schema' ? lookUp(workspace, id) : { missing: true }),
    versions: (family) => index.versions.get(family) ?? [],
    nearest: (text) => nearestNames(text, [...all(), ...index.versions.keys()], 3),
    all,
    idAt: (path) => idOfPath(path, roots),
    fingerprint: () => {
      const hash = createHash('sha256');
      for (const id of all()) {
        const entry = index.files.get(id)?.entry;
        if (entry !== undefined) hash.update(`${entry.path}\0${tree.oidOf?.(entry) ?? store.get(id)?.oid}\0`);
      }
      return hash.digest('hex');
    },
  };
}

function lookUp({ store }: Workspace, id: DocumentId): LookedUp {
  const loaded = store.get(id);
  if (loaded === undefined) return { missing: true };
  const { source, oid, parsed } = loaded;
  return parsed === undefined ? { broken: true } : { source, value: parsed.value, oid };
}
