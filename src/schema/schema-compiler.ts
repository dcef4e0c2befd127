import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { JsonValue } from '../model/json.ts';
import { parsePointer, valueAt } from '../model/pointer.ts';
import type { CompiledPattern } from '../patterns/compile-pattern.ts';
import { noSecrets, type SecretMap } from './annotations/secret-map.ts';
import type { ValidationContext } from './bound-schema.ts';
import type { CompiledEntry, CompiledModule, CompiledValidators } from './compiled-cache.ts';
import type { Dialect } from './dialects/dialect.ts';
import { Engines } from './engine/engines.ts';
import type { FastEngine } from './engine/fast-engine.ts';
import { moduleText } from './engine/module-text.ts';
import type { PatternStore } from './engine/pattern-store.ts';
import type { RunContext } from './engine/run-context.ts';
import type { Judge } from './engine/runtime.ts';
import { findingsOf } from './findings-of.ts';
import { closureOf, type Closure } from './index/closure.ts';
import type { SchemaLibrary } from './index/library.ts';
import { resourceAt } from './index/resource-at.ts';
import type { Resource, SchemaPart } from './index/schema-document.ts';
import { schemaName } from './index/schema-name.ts';
import { judgePart } from './judge-part.ts';
import { PatternRoom } from './pattern-room.ts';
import { findCycle, reachableUnits } from './lowering/find-cycle.ts';
import { rootPlace, type Place } from './lowering/place.ts';
import { TooComplex } from './lowering/too-complex.ts';
import type { Unit } from './lowering/unit.ts';
import { runJudge } from './run-judge.ts';
import type { SchemaFinding } from './schema-finding.ts';
import type { SchemaSettings } from './schema-options.ts';

export interface CompilerParts {
  readonly library: SchemaLibrary;
  readonly settings: SchemaSettings;
  readonly context: RunContext;
  readonly patterns: PatternStore;
}

/** A schema of a closure, as it is bound. */
export interface Bindable {
  readonly closure: Closure;
  readonly resource: Resource;
}

/** Judges schemas and compiles them: all that takes ajv. */
export class SchemaCompiler {
  readonly #parts: CompilerParts;
  readonly #engines: Engines;
  readonly #judged = new Map<SchemaPart, readonly Diagnostic[]>();
  readonly #strayRooms = new Map<SchemaPart['document'], PatternRoom>();
  readonly #metaschemas = new Map<Dialect, Bindable>();

  constructor(parts: CompilerParts) {
    this.#parts = parts;
    const { library, settings, context, patterns } = parts;
    this.#engines = new Engines(library, { settings, context, patternOf: patterns.of }, patterns);
  }

  /** What keeps a schema from being compiled, beyond what could be said without compiling. */
  problems({ closure, resource }: Bindable): readonly Diagnostic[] {
    const judged = closure.parts.flatMap((part) => this.#judgePart(part));
    if (judged.length > 0) return judged;
    const problem = this.#lower(rootPlace(resource, closure.traits.dynamic), closure);
    return problem === undefined ? [] : [problem];
  }

  /** Problems of definitions that nothing uses yet: whoever checks a schema wants to know of them too. */
  problemsOfDefinitions({ closure }: Bindable): readonly Diagnostic[] {
    const document = closure.root;
    const found = new Map<string, Diagnostic>();
    for (const pointer of document.whole.schemas) {
      if (!/\/(?:\$defs|definitions)\/[^/]*$/.test(pointer)) continue;
      const value = valueAt(document.value, parsePointer(pointer) ?? []) as JsonValue;
      const place = { ...rootPlace(resourceAt(document, pointer), closure.traits.dynamic), pointer, value };
      const problem = this.#lower(place, closure);
      if (problem !== undefined) found.set(`${problem.code} ${problem.site?.pointer}`, problem);
    }
    return [...found.values()];
  }

  /** Tells valid from invalid. Throws where the schema is more than the engine takes. */
  judge(bindable: Bindable): Judge {
    const unit = this.#unit(bindable);
    return this.#fast(bindable).compiler.compiled(unit.id) as Judge;
  }

  findings(bindable: Bindable, data: JsonValue, validation: ValidationContext, secrets: SecretMap): readonly SchemaFinding[] {
    const { closure, resource } = bindable;
    const { shape, lowering, compiler } = this.#engines.explain(closure.traits.inheritedNames);
    const unit = () => compiler.compiled(lowering.unit(rootPlace(resource, closure.traits.dynamic)).id);
    const { context, settings } = this.#parts;
    return findingsOf({ unit, shape, context, settings, secrets }, data, validation);
  }

  /**
   * The validators of schemas, written out: a module for each engine that they need.
   *
   * @param firstModule the number of the first of these modules
   */
  write(bound: Iterable<Bindable & { readonly key: string }>, firstModule: number): CompiledValidators {
    const entries: Record<string, CompiledEntry> = {};
    const modules: CompiledModule[] = [];
    const compiled = [...bound].filter((each) => this.#canJudge(each));
    for (const ownProperties of [false, true]) {
      const own = compiled.filter(({ closure }) => closure.traits.inheritedNames === ownProperties);
      if (own.length === 0) continue;
      const module = firstModule + modules.push(this.#module(ownProperties, own)) - 1;
      for (const each of own) {
        const { document, pointer } = each.resource;
        entries[each.key] = { module, unit: this.#unit(each).id, address: `${document.uri}#${pointer}` };
      }
    }
    return { entries, modules };
  }

  /** Some may not have been needed yet, or be too much for the engine. */
  #canJudge(bindable: Bindable): boolean {
    try {
      return this.judge(bindable) !== undefined;
    } catch (error) {
      if (error instanceof TooComplex) return false;
      throw error;
    }
  }

  /** All validators of one engine that were compiled so far. */
  #module(ownProperties: boolean, bound: Iterable<Bindable>): CompiledModule {
    const parts = new Set([...bound].flatMap(({ closure }) => closure.parts));
    const patterns = new Set([...parts].flatMap((part) => part.patterns.map(({ pattern }) => pattern)));
    const plainPatterns = [...patterns].filter((pattern) => this.#parts.patterns.runsAsWritten(pattern));
    const text = moduleText(this.#engines.fast(ownProperties).compiler);
    return { text, plainPatterns, otherPatterns: plainPatterns.length < patterns.size };
  }

  #fast({ closure }: Bindable): FastEngine {
    return this.#engines.fast(closure.traits.inheritedNames);
  }

  #unit(bindable: Bindable): Unit {
    return this.#fast(bindable).lowering.unit(rootPlace(bindable.resource, bindable.closure.traits.dynamic));
  }

  #judgePart(part: SchemaPart): readonly Diagnostic[] {
    let judged = this.#judged.get(part);
    if (judged === undefined) {
      const isOurs = this.#parts.library.metaschema(part.document.uri) !== undefined;
      const compile = (pattern: string): CompiledPattern => this.#parts.patterns.compiled(pattern);
      judged = isOurs ? [] : judgePart(part, this.#byMetaschema, compile, this.#roomOf(part));
      this.#judged.set(part, judged);
    }
    return judged;
  }

  /** Places that no keyword makes schemas of have one room together, however many are referred to. */
  #roomOf(part: SchemaPart): PatternRoom {
    const { document } = part;
    if (part === document.whole) return new PatternRoom();
    const known = this.#strayRooms.get(document) ?? new PatternRoom();
    this.#strayRooms.set(document, known);
    return known;
  }

  /** That a pattern is malformed is told by the pattern compiler, which knows more. */
  readonly #byMetaschema = (dialect: Dialect, schema: JsonValue): readonly SchemaFinding[] => {
    const bindable = this.#metaschema(dialect);
    const { context, settings } = this.#parts;
    if (runJudge(this.judge(bindable), context, settings.maxSteps, schema, {})) return [];
    const findings = this.findings(bindable, schema, {}, noSecrets);
    return findings.filter((finding) => !(finding.code === 'schema/format' && finding.args['format'] === 'regex'));
  };

  #metaschema(dialect: Dialect): Bindable {
    let known = this.#metaschemas.get(dialect);
    if (known === undefined) {
      const document = this.#parts.library.metaschema(dialect.uri);
      const resource = document?.resources[0];
      if (document === undefined || resource === undefined) throw new Error(`no meta-schema for ${dialect.draft}`);
      known = { closure: closureOf(document, this.#parts.library), resource };
      this.#metaschemas.set(dialect, known);
    }
    return known;
  }

  #lower(place: Place, { traits }: Closure): Diagnostic | undefined {
    const site = place.resource.document.siteOf(place.pointer);
    try {
      const unit = this.#engines.fast(traits.inheritedNames).lowering.unit(place);
      const cycle = findCycle(reachableUnits(unit));
      return cycle && cycleDiagnostic(cycle);
    } catch (error) {
      if (error instanceof TooComplex) return diagnostic('schema/too-complex', { reason: error.message }, { site });
      if (error instanceof RangeError) return diagnostic('schema/too-complex', { reason: 'it nests too deep' }, { site });
      throw error;
    }
  }
}

function cycleDiagnostic(cycle: readonly Unit[]): Diagnostic {
  const names = cycle.map(({ place: { resource, pointer } }) => `${schemaName(resource)}#${pointer}`);
  const { resource, pointer } = (cycle[0] as Unit).place;
  const hint = 'Let one of these schemas go into a property or an element before it refers on';
  return diagnostic('schema/reference-cycle', { chain: names }, { site: resource.document.siteOf(pointer), hint });
}
