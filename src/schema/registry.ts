import type { Outcome } from '../diagnostics/diagnostic.ts';
import type { DocumentId } from '../model/document-id.ts';
import type { JsonValue } from '../model/json.ts';
import type { CompiledPattern } from '../patterns/compile-pattern.ts';
import type { SchemaWorld } from '../model/schema-world.ts';
import type { Site, Source } from '../model/source.ts';
import { Annotations } from './annotations/annotations.ts';
import { bindDocument, type BindingParts, type BoundDocument } from './bind-document.ts';
import type { BoundSchema } from './bound-schema.ts';
import { packValidators } from './compiled-cache.ts';
import { closureKey } from './closure-key.ts';
import { CompiledStore } from './compiled-store.ts';
import { PatternStore } from './engine/pattern-store.ts';
import { RunContext } from './engine/run-context.ts';
import type { Judge } from './engine/runtime.ts';
import { closureOf } from './index/closure.ts';
import { Consulted } from './index/consulted.ts';
import { findSchema, type FoundSchema } from './index/find-schema.ts';
import { splitFragment, workspaceScheme } from './index/resolve-uri.ts';
import { internalDocument } from './index/internal-document.ts';
import { SchemaLibrary } from './index/library.ts';
import { readSchema } from './index/read-schema.ts';
import type { Resource } from './index/schema-document.ts';
import { judgeBounded } from './judge-bounded.ts';
import { NotPrepared } from './not-prepared.ts';
import type { Bindable, SchemaCompiler } from './schema-compiler.ts';
import type { SchemaLookup } from './schema-lookup.ts';
import { schemaSettings, type SchemaOptions, type SchemaSettings } from './schema-options.ts';
import { schemaWorld, type SchemaWorldParts } from './schema-world.ts';

export type BindOutcome = Outcome<BoundSchema | undefined> & { readonly dependencies: readonly string[] };

/** The schemas of one state of a workspace. */
export interface SchemaRegistry {
  /** Before the first schema is bound. Loads what compiles schemas, unless validators of an earlier run are sure to do. */
  prepare(): Promise<void>;
  /** Before the first `findings`: loads what compiles and explains. */
  prepareFindings(): Promise<void>;
  /** Loads what compiles schemas, after a `NotPrepared`. */
  load(): Promise<void>;
  /**
   * @param reference an id, a family, a relative path as editors need it, or an identifier that a schema states
   * @param from where the reference stands; paths are relative to its file
   * @throws NotPrepared
   */
  bind(reference: string, from: Site): BindOutcome;
  /** Everything that is wrong with a schema document itself. */
  check(id: DocumentId): BindOutcome;
  /**
   * A version of a schema for comparison; a family stands for its newest. Undefined where something is wrong with it, or it
   * is not there, which the diagnostics tell. Only the document of the id itself is looked for.
   *
   * @throws NotPrepared
   */
  world(id: DocumentId): Outcome<SchemaWorld | undefined>;
  /** Like `world`, of a schema that stands in no workspace: nothing can refer to it. Its place is called by the source's path. */
  plainWorld(source: Source, value: JsonValue): Outcome<SchemaWorld | undefined>;
  /** A schema of confman's own, under a name outside of every workspace, such as `confman:cascade`. */
  internal(name: string, schema: JsonValue): BoundSchema;
  /** What was compiled or restored, for later runs; undefined where that is just what was restored. */
  exportValidators(): Uint8Array | undefined;
}

export function createSchemaRegistry(lookup: SchemaLookup, options: SchemaOptions): SchemaRegistry {
  return new Registry(lookup, options);
}

interface Bound extends BoundDocument, Bindable {
  readonly key: string;
}

class Registry implements SchemaRegistry {
  readonly #lookup: SchemaLookup;
  readonly #library: SchemaLibrary;
  readonly #settings: SchemaSettings;
  readonly #context = new RunContext();
  readonly #patterns: PatternStore;
  readonly #store: CompiledStore;
  readonly #bound = new Map<Resource, Bound>();
  readonly #internal = new Map<string, BoundSchema>();
  readonly #parts: BindingParts;
  #compiler: SchemaCompiler | undefined;
  #prepared: Promise<void> | undefined;
  #plain = 0;

  constructor(lookup: SchemaLookup, options: SchemaOptions) {
    this.#lookup = lookup;
    this.#settings = schemaSettings(options);
    this.#library = new SchemaLibrary(lookup);
    this.#patterns = new PatternStore(this.#context, this.#settings.maxSteps);
    const runtime = { context: this.#context, settings: this.#settings, patternOf: this.#patterns.of };
    this.#store = new CompiledStore(options.compiled, runtime, this.#patterns);
    this.#parts = {
      library: this.#library,
      settings: this.#settings,
      context: this.#context,
      patterns: this.#patterns,
      annotations: new Annotations(this.#library, this.#patterns.of),
      restored: (key) => this.#store.judge(key),
      compiler: () => this.#loaded(),
    };
  }

  /** Once: workspaces that share their schemas share this too, and what it asks for does not change. */
  prepare(): Promise<void> {
    return (this.#prepared ??= this.#prepare());
  }

  async #prepare(): Promise<void> {
    const world = this.#lookup.fingerprint?.();
    const isSure = world !== undefined && this.#store.world === world;
    if (!isSure) return this.load();
    if (!this.#store.needsPatternCompiler) return undefined;
    const { compilePattern } = await import('../patterns/compile-pattern.ts');
    return this.#patterns.compileWith(compilePattern);
  }

  prepareFindings(): Promise<void> {
    return this.load();
  }

  async load(): Promise<void> {
    if (this.#compiler !== undefined) return;
    const { SchemaCompiler } = await import('./schema-compiler.ts');
    this.#compiler ??= new SchemaCompiler(this.#parts);
  }

  bind(reference: string, from: Site): BindOutcome {
    const consulted = new Consulted();
    const found = this.#find(reference, from, consulted);
    if ('problems' in found) return { value: undefined, diagnostics: found.problems, dependencies: [...consulted.names] };
    return this.#outcome(found.resource, consulted);
  }

  check(id: DocumentId): BindOutcome {
    const consulted = new Consulted();
    const loaded = this.#library.load(id, consulted);
    if (!('document' in loaded)) {
      const diagnostics = 'problems' in loaded ? loaded.problems : [];
      return { value: undefined, diagnostics, dependencies: [...consulted.names] };
    }
    const resource = loaded.document.resources[0] as Resource;
    const outcome = this.#outcome(resource, consulted);
    const bound = this.#bound.get(resource);
    if (outcome.value === undefined || bound === undefined) return outcome;
    return { ...outcome, diagnostics: [...outcome.diagnostics, ...this.#loaded().problemsOfDefinitions(bound)] };
  }

  world(id: DocumentId): Outcome<SchemaWorld | undefined> {
    const found = this.#named(id);
    return 'problems' in found ? { value: undefined, diagnostics: found.problems } : this.#world(found.resource, id);
  }

  plainWorld(source: Source, value: JsonValue): Outcome<SchemaWorld | undefined> {
    this.#plain += 1;
    const id = `plain-${this.#plain}` as DocumentId;
    const read = readSchema(id, source, value);
    if ('problems' in read) return { value: undefined, diagnostics: read.problems };
    return this.#world(read.document.resources[0] as Resource, id, source.path);
  }

  internal(name: string, schema: JsonValue): BoundSchema {
    const known = this.#internal.get(name);
    if (known !== undefined) return known;
    const document = internalDocument(name, schema);
    const { schema: bound, diagnostics } = this.#bind(document.resources[0] as Resource, name as DocumentId);
    if (bound === undefined) throw new Error(`${name} is no sound schema: ${diagnostics.map((each) => each.code).join(', ')}`);
    this.#internal.set(name, bound);
    return bound;
  }

  exportValidators(): Uint8Array | undefined {
    const sound = [...this.#bound.values()].filter(({ schema }) => schema !== undefined);
    const fresh = sound.filter(({ key }) => !this.#store.has(key));
    const world = this.#lookup.fingerprint?.();
    if (fresh.length === 0 && (this.#store.isEmpty || this.#store.world === world)) return undefined;
    const current = new Map(sound.map((each) => [addressOf(each), each.key]));
    const known = new Set<string>(this.#lookup.all());
    const kept = this.#store.keep((key, { address }) => {
      const isGone = address.startsWith(workspaceScheme) && !known.has(splitFragment(address).base.slice(workspaceScheme.length));
      return isGone || (current.get(address) ?? key) !== key;
    });
    const added = this.#compiler?.write(fresh, kept.modules.length) ?? { entries: {}, modules: [] };
    return packValidators({
      world,
      entries: { ...kept.entries, ...added.entries },
      modules: [...kept.modules, ...added.modules],
    });
  }

  #find(reference: string, from: Site, consulted: Consulted): FoundSchema {
    const text = reference.replace(/#$/, '');
    return findSchema(text, { uri: undefined, site: from }, this.#library, consulted);
  }

  /** By an id that stands nowhere. */
  #named(id: DocumentId): FoundSchema {
    const nowhere = { source: { path: '', format: 'json', text: '' }, pointer: '', at: 'value' } as const;
    const found = findSchema(id, { uri: undefined, site: nowhere }, this.#library, new Consulted());
    if (!('problems' in found)) return found;
    return { problems: found.problems.map((each) => (each.site === nowhere ? { ...each, site: undefined } : each)) };
  }

  #outcome(resource: Resource, consulted: Consulted): BindOutcome {
    const { id, uri } = resource.document;
    const { schema, diagnostics, closure } = this.#bind(resource, id ?? (uri as DocumentId));
    consulted.addAll(closure.consulted);
    return { value: schema, diagnostics, dependencies: [...consulted.names] };
  }

  #bind(resource: Resource, id: DocumentId): Bound {
    const known = this.#bound.get(resource);
    if (known !== undefined) return known;
    const closure = closureOf(resource.document, this.#library);
    if (this.#library.lacksMetaschemas) throw new NotPrepared();
    const key = closureKey(closure, resource.pointer, this.#settings.toolVersion);
    const bound: Bound = { ...bindDocument({ closure, resource }, key, id, this.#parts), closure, resource, key };
    this.#bound.set(resource, bound);
    return bound;
  }

  #world(from: Resource, id: DocumentId, name?: string): Outcome<SchemaWorld | undefined> {
    const { schema, diagnostics, closure, resource, key } = this.#bind(from, id);
    if (schema === undefined) return { value: undefined, diagnostics };
    const judge = (): Judge => this.#store.judge(key) ?? this.#loaded().judge({ closure, resource });
    const { secretSchemes, maxSteps } = this.#settings;
    const accepts: SchemaWorldParts['accepts'] = (document, environment) =>
      judgeBounded(judge, this.#context, maxSteps, document, environment);
    const library = this.#library;
    const pattern = (source: string): CompiledPattern => this.#patterns.compiled(source);
    return { value: schemaWorld({ library, closure, resource, secretSchemes, pattern, accepts, name }), diagnostics };
  }

  #loaded(): SchemaCompiler {
    if (this.#compiler === undefined) throw new NotPrepared();
    return this.#compiler;
  }
}

function addressOf({ resource: { document, pointer } }: Bindable): string {
  return `${document.uri}#${pointer}`;
}
