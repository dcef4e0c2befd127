import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { diagnostic } from '../diagnostics/diagnostic.ts';
import type { DocumentId } from '../model/document-id.ts';
import type { Annotations } from './annotations/annotations.ts';
import { noSecrets, type SecretMap } from './annotations/secret-map.ts';
import type { BoundSchema } from './bound-schema.ts';
import { checkDefaults } from './defaults/check-defaults.ts';
import { DocumentSchema } from './document-schema.ts';
import type { PatternStore } from './engine/pattern-store.ts';
import type { RunContext } from './engine/run-context.ts';
import type { SchemaLibrary } from './index/library.ts';
import { rootPlace } from './lowering/place.ts';
import { TooComplex } from './lowering/too-complex.ts';
import type { Bindable, SchemaCompiler } from './schema-compiler.ts';
import type { SchemaSettings } from './schema-options.ts';
import type { Judge } from './engine/runtime.ts';

export interface BindingParts {
  readonly library: SchemaLibrary;
  readonly settings: SchemaSettings;
  readonly context: RunContext;
  readonly patterns: PatternStore;
  readonly annotations: Annotations;
  /** From an earlier run: the schema is known to be sound. */
  readonly restored: (key: string) => Judge | undefined;
  /** Throws where it was not loaded. */
  readonly compiler: () => SchemaCompiler;
}

export interface BoundDocument {
  readonly schema: BoundSchema | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Makes a schema ready for use, or says what is wrong with it. What an earlier run compiled is not judged again; the warnings
 * are found anew, so that they do not depend on what was kept.
 */
export function bindDocument(bindable: Bindable, key: string, id: DocumentId, parts: BindingParts): BoundDocument {
  const { closure } = bindable;
  const failed = (more: readonly Diagnostic[]): BoundDocument => ({
    schema: undefined,
    diagnostics: [...closure.problems, ...more],
  });
  if (closure.problems.some(isError)) return failed([]);
  const judge = parts.restored(key);
  const problems = judge === undefined ? parts.compiler().problems(bindable) : [];
  if (problems.some(isError)) return failed(problems);
  try {
    return annotated(bindable, id, judge, parts);
  } catch (error) {
    if (!(error instanceof TooComplex) && !(error instanceof RangeError)) throw error;
    const site = bindable.resource.document.siteOf(bindable.resource.pointer);
    return failed([diagnostic('schema/too-complex', { reason: error.message }, { site })]);
  }
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

function annotated(bindable: Bindable, id: DocumentId, restored: Judge | undefined, parts: BindingParts): BoundDocument {
  const { closure, resource } = bindable;
  const { settings, context, annotations } = parts;
  const { traits } = closure;
  const place = rootPlace(resource, traits.dynamic);
  const defaults = traits.defaults ? annotations.defaultsOf(place) : undefined;
  const merges = traits.merges ? annotations.mergesOf(place) : { value: [], diagnostics: [] };
  const bad = restored === undefined && defaults !== undefined ? checkDefaults(defaults, settings.maxDefaultSize) : undefined;
  const diagnostics = [...closure.problems, ...merges.diagnostics, ...(bad === undefined ? [] : [bad])];
  if (bad !== undefined) return { schema: undefined, diagnostics };
  let known: SecretMap | undefined;
  const secrets = (): SecretMap => (known ??= traits.secrets ? annotations.secretsOf(place) : noSecrets);
  const lifecycle = traits.lifecycles ? annotations.lifecycleOf(place) : undefined;
  const schema = new DocumentSchema({
    id,
    settings,
    context,
    defaults,
    secrets,
    lifecycle,
    words: () => annotations.wordsOf(place),
    dependencies: [...closure.consulted.names],
    mergeStrategies: merges.value,
    needsContext: traits.environments,
    hasDeprecations: traits.deprecations,
    judge: () => restored ?? compiled(bindable, parts),
    explain: (data, validation) => parts.compiler().findings(bindable, data, validation, secrets()),
  });
  return { schema, diagnostics };
}

/** A schema that is too much for the engine accepts nothing; `findings` tells why. */
function compiled(bindable: Bindable, { compiler }: BindingParts): Judge | undefined {
  try {
    return compiler().judge(bindable);
  } catch (error) {
    if (error instanceof TooComplex || error instanceof RangeError) return undefined;
    throw error;
  }
}
