import type { DocumentId } from '../model/document-id.ts';
import { lastSegment } from '../model/document-id.ts';
import type { JsonValue } from '../model/json.ts';
import { parsePointer, type Pointer } from '../model/pointer.ts';
import type { Site } from '../model/source.ts';
import type { AnnotationState } from './annotations/annotation-state.ts';
import { fieldWords, type FieldWords } from './annotations/field-words.ts';
import type { LifecycleMap, LifecycleMark } from './annotations/lifecycle-marks.ts';
import type { SecretMap } from './annotations/secret-map.ts';
import type { BoundSchema, MergeStrategyOfSchema, ValidationContext } from './bound-schema.ts';
import { badDefault, bringsIndexKeys } from './defaults/check-defaults.ts';
import type { DefaultPlan } from './defaults/default-plan.ts';
import { BadDefault, DefaultFiller } from './defaults/fill-defaults.ts';
import { FilledValues } from './defaults/filled-values.ts';
import type { Judge } from './engine/runtime.ts';
import { TooComplex } from './lowering/too-complex.ts';
import { StepLimit, type RunContext } from './engine/run-context.ts';
import { accepts, runJudge } from './run-judge.ts';
import type { SchemaFinding } from './schema-finding.ts';
import type { SchemaSettings } from './schema-options.ts';

export interface DocumentSchemaParts {
  readonly id: DocumentId;
  readonly dependencies: readonly string[];
  readonly mergeStrategies: readonly MergeStrategyOfSchema[];
  readonly needsContext: boolean;
  readonly defaults: DefaultPlan | undefined;
  /** Some field is deprecated. */
  readonly hasDeprecations: boolean;
  readonly lifecycle: LifecycleMap | undefined;
  /** Worked out when it is first asked for. */
  readonly secrets: () => SecretMap;
  readonly words: () => AnnotationState | undefined;
  readonly context: RunContext;
  readonly settings: SchemaSettings;
  /** Found, or compiled, when the first value is judged; undefined where the engine gave up on the schema. */
  readonly judge: () => Judge | undefined;
  readonly explain: (data: JsonValue, validation: ValidationContext) => readonly SchemaFinding[];
}

/** Filled-in defaults are kept for so many environments. */
const MAX_FILLERS = 100;

/** A schema document at work. */
export class DocumentSchema implements BoundSchema {
  readonly id: DocumentId;
  readonly version: string;
  readonly dependencies: readonly string[];
  readonly mergeStrategies: readonly MergeStrategyOfSchema[];
  readonly needsContext: boolean;
  readonly hasDeprecations: boolean;
  readonly hasLifecycle: boolean;
  readonly #parts: DocumentSchemaParts;
  readonly #fillers = new Map<string | undefined, DefaultFiller>();
  readonly #filled = new FilledValues();
  #judge: Judge | undefined;
  #hasIndexKeys: boolean | undefined;
  #spoilt: BadDefault | undefined;

  constructor(parts: DocumentSchemaParts) {
    this.#parts = parts;
    this.id = parts.id;
    this.version = lastSegment(parts.id);
    this.dependencies = parts.dependencies;
    this.mergeStrategies = parts.mergeStrategies;
    this.needsContext = parts.needsContext;
    this.hasDeprecations = parts.hasDeprecations;
    this.hasLifecycle = parts.lifecycle !== undefined;
  }

  get hasIndexKeys(): boolean {
    const { defaults } = this.#parts;
    return (this.#hasIndexKeys ??= defaults !== undefined && bringsIndexKeys(defaults));
  }

  isValid(data: JsonValue, context: ValidationContext = { anyEnvironment: true }): boolean {
    const judge = this.#judged();
    return judge !== undefined && accepts(judge, this.#parts.context, this.#parts.settings.maxSteps, data, context);
  }

  isClean(data: JsonValue, context: ValidationContext): boolean {
    const judge = this.#judged();
    if (judge === undefined || this.#spoilt !== undefined) return false;
    if (!accepts(judge, this.#parts.context, this.#parts.settings.maxSteps, data, context)) return false;
    if (!this.#parts.context.warned) return true;
    const before = this.#filled.before(data);
    return before !== undefined && runJudge(judge, this.#parts.context, this.#parts.settings.maxSteps, before, context);
  }

  findings(data: JsonValue, context: ValidationContext): readonly SchemaFinding[] {
    const found = this.#parts
      .explain(data, context)
      .filter(({ code, pointer }) => code !== 'schema/deprecated' || !this.#filled.covers(data, pointer));
    return this.#spoilt === undefined ? found : [spoiltDefault(this.#spoilt, this.#parts.settings.maxDefaultSize), ...found];
  }

  fillDefaults(
    data: JsonValue,
    onFill?: (pointer: Pointer, schemaSite: Site) => void,
    { environment }: ValidationContext = {},
  ): JsonValue {
    const { defaults } = this.#parts;
    if (defaults === undefined) return data;
    try {
      const filler = this.#filler(this.needsContext ? environment : undefined);
      if (!this.hasDeprecations) return filler.fillWhole(defaults, data, onFill);
      return this.#filled.note(data, onFill, (note) => filler.fillWhole(defaults, data, note));
    } catch (error) {
      if (!(error instanceof BadDefault)) throw error;
      this.#spoilt = error;
      return data;
    }
  }

  /** Names that take too long to match are as good as names that match nothing: such data is not accepted either. */
  lifecycleMarks(data: JsonValue): readonly LifecycleMark[] {
    const { context, settings, lifecycle } = this.#parts;
    const marks: LifecycleMark[] = [];
    context.start(settings.maxSteps, undefined, true);
    try {
      lifecycle?.collect(data, marks);
    } catch (error) {
      if (!(error instanceof StepLimit)) throw error;
    }
    return marks;
  }

  isSecretAt(pointer: Pointer): boolean {
    return this.#parts.secrets().isSecret(parsePointer(pointer) ?? []);
  }

  fieldAt(pointer: Pointer): FieldWords {
    const { context, settings, words } = this.#parts;
    context.start(settings.maxSteps, undefined, true);
    try {
      return fieldWords(words(), parsePointer(pointer) ?? []);
    } catch (error) {
      if (!(error instanceof StepLimit) && !(error instanceof TooComplex)) throw error;
      return fieldWords(undefined, []);
    }
  }

  #judged(): Judge | undefined {
    return (this.#judge ??= this.#parts.judge());
  }

  #filler(environment: string | undefined): DefaultFiller {
    let filler = this.#fillers.get(environment);
    if (filler === undefined) {
      filler = new DefaultFiller(environment, this.#parts.settings.maxDefaultSize);
      if (this.#fillers.size >= MAX_FILLERS) this.#fillers.clear();
      this.#fillers.set(environment, filler);
    }
    return filler;
  }
}

/** Nearly all such defaults are found when the schema is bound; a few show only in combination with data. */
function spoiltDefault(spoilt: BadDefault, limit: number): SchemaFinding {
  const { code, args, hint, site } = badDefault(spoilt, limit);
  return { code, args, severity: 'error', pointer: '', at: 'value', hint, secret: false, schemaSite: site };
}
