import { canonicalJson } from '../../model/canonical-json.ts';
import { isArray, isObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { ValueChecks } from '../../model/schema-world.ts';
import { isMultiple } from './decimal.ts';
import { evaluatedIndices, evaluatedNames } from './evaluated-values.ts';
import type { Part } from './part.ts';
import type { PatternTests } from './pattern-tests.ts';
import type { SchemaClass } from './schema-class.ts';
import { maskOfValue } from './type-mask.ts';
import { between, every, inverse, some, type Verdict } from './verdict.ts';

/** Steps of one judgement; what takes more is not judged. */
const MAX_STEPS = 200_000;
/** From then on verdicts are kept: schemas that lead to the next one twice double the steps with each of them. */
const UNKEPT_STEPS = 1_000;

export interface InterpreterParts {
  readonly checks: ValueChecks;
  readonly patterns: PatternTests;
  /** The variable `environment`; undefined where a field may belong to any. */
  readonly environment: string | undefined;
}

/** Judges values as the validator does, one part at a time, without compiling; it may have no answer, never a wrong one. */
export class Interpreter {
  readonly #parts: InterpreterParts;
  #steps = MAX_STEPS;
  readonly #kept = new Map<SchemaClass, Map<JsonValue, Verdict>>();

  constructor(parts: InterpreterParts) {
    this.#parts = parts;
  }

  /** What the last judgement took. */
  get taken(): number {
    return MAX_STEPS - this.#steps;
  }

  accepts(schema: SchemaClass, value: JsonValue): Verdict {
    return this.#bounded(() => this.#schema(schema, value));
  }

  holds(part: Part<SchemaClass>, value: JsonValue): Verdict {
    return this.#bounded(() => this.#part(part, value));
  }

  #bounded(judge: () => Verdict): Verdict {
    this.#steps = MAX_STEPS;
    try {
      return judge();
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    } finally {
      this.#kept.clear();
    }
  }

  readonly #schema = (schema: SchemaClass, value: JsonValue): Verdict => {
    this.#steps -= 1;
    if (this.#steps < 0) return undefined;
    return this.taken < UNKEPT_STEPS ? every(schema.parts, ({ part }) => this.#part(part, value)) : this.#known(schema, value);
  };

  #known(schema: SchemaClass, value: JsonValue): Verdict {
    const verdicts = this.#kept.get(schema) ?? new Map<JsonValue, Verdict>();
    this.#kept.set(schema, verdicts);
    if (verdicts.has(value)) return verdicts.get(value);
    const verdict = every(schema.parts, ({ part }) => this.#part(part, value));
    verdicts.set(value, verdict);
    return verdict;
  }

  #part(part: Part<SchemaClass>, value: JsonValue): Verdict {
    this.#steps -= 1;
    if (this.#steps < 0) return undefined;
    switch (part.op) {
      case 'never':
        return false;
      case 'opaque':
        return undefined;
      case 'types':
        return (part.mask & maskOfValue(value)) !== 0;
      case 'enum':
        return part.keys.has(canonicalJson(value));
      case 'environments':
        return this.#parts.environment === undefined || part.names.has(this.#parts.environment);
      case 'secret':
        return typeof value === 'string' && this.#parts.checks.isSecret(value);
      case 'schema':
        return this.#schema(part.schema, value);
      case 'any':
        return some(part.schemas, (each) => this.#schema(each, value));
      case 'one':
        return between(part.schemas, (each) => this.#schema(each, value), 1, 1);
      case 'not':
        return inverse(this.#schema(part.schema, value));
      case 'if':
        return this.#condition(part, value);
      case 'format':
        return this.#format(part.name, value);
      default:
        break;
    }
    if (typeof value === 'number') return ofNumber(part, value);
    if (typeof value === 'string') return this.#text(part, value);
    if (isArray(value)) return this.#array(part, value);
    return isObject(value) ? this.#object(part, value) : true;
  }

  #condition({ condition, then, otherwise }: Extract<Part<SchemaClass>, { op: 'if' }>, value: JsonValue): Verdict {
    const branch = (schema: SchemaClass | undefined): Verdict => schema === undefined || this.#schema(schema, value);
    const verdict = this.#schema(condition, value);
    if (verdict !== undefined) return branch(verdict ? then : otherwise);
    const [yes, no] = [branch(then), branch(otherwise)];
    return yes === no ? yes : undefined;
  }

  #format(name: string, value: JsonValue): Verdict {
    const check = this.#parts.checks.format(name);
    if (check?.of === 'string') return typeof value !== 'string' || check.test(value);
    return check === undefined || typeof value !== 'number' || check.test(value);
  }

  #text(part: Part<SchemaClass>, value: string): Verdict {
    if (part.op === 'length') return isWithin([...value].length, part);
    if (part.op === 'pattern') return this.#parts.patterns.test(part.pattern, value);
    return part.op === 'base64' ? this.#parts.checks.isBase64(value) : true;
  }

  #array(part: Part<SchemaClass>, value: readonly JsonValue[]): Verdict {
    switch (part.op) {
      case 'count':
        return isWithin(value.length, part);
      case 'unique':
        return new Set(value.map((each) => canonicalJson(each))).size === value.length;
      case 'items':
        return every(value.entries(), ([i, each]) => {
          const schema = i < part.prefix.length ? part.prefix[i] : part.rest;
          return schema === undefined || this.#schema(schema, each);
        });
      case 'contains':
        return between(value, (each) => this.#schema(part.item, each), part.min, part.max);
      case 'unevaluated':
        return part.where === 'members' || this.#unevaluatedElements(part, value);
      default:
        return true;
    }
  }

  #object(part: Part<SchemaClass>, value: JsonObject): Verdict {
    const has = (name: string): boolean => Object.hasOwn(value, name);
    switch (part.op) {
      case 'size':
        return isWithin(Object.keys(value).length, part);
      case 'required':
        return every(part.names, has);
      case 'members':
        return every(Object.keys(value), (name) => this.#member(part, name, value[name] as JsonValue));
      case 'names':
        return every(Object.keys(value), (name) => this.#schema(part.name, name));
      case 'dependent':
        if (!has(part.name)) return true;
        return every(part.names, has) && (part.schema === undefined || this.#schema(part.schema, value));
      case 'unevaluated':
        return part.where === 'elements' || this.#unevaluatedMembers(part, value);
      default:
        return true;
    }
  }

  #member({ named, patterns, others }: Extract<Part<SchemaClass>, { op: 'members' }>, name: string, value: JsonValue): Verdict {
    const own = named.get(name);
    let isCovered: Verdict = own !== undefined;
    let verdict: Verdict = own === undefined || this.#schema(own, value);
    for (const [pattern, schema] of patterns) {
      const matches = this.#parts.patterns.test(pattern, name);
      if (matches === false) continue;
      if (matches === undefined) return undefined;
      isCovered = true;
      const held = this.#schema(schema, value);
      if (held === false) return false;
      if (held === undefined && verdict === true) verdict = undefined;
    }
    return isCovered || others === undefined ? verdict : this.#schema(others, value);
  }

  #unevaluatedMembers({ of, schema }: Extract<Part<SchemaClass>, { op: 'unevaluated' }>, value: JsonObject): Verdict {
    const { accepts, matches } = this.#judges();
    const names = evaluatedNames(of, value, { accepts, matches });
    if (names === undefined) return undefined;
    return every(Object.keys(value), (name) => names.has(name) || this.#schema(schema, value[name] as JsonValue));
  }

  #unevaluatedElements({ of, schema }: Extract<Part<SchemaClass>, { op: 'unevaluated' }>, value: readonly JsonValue[]): Verdict {
    const indices = evaluatedIndices(of, value, this.#judges());
    if (indices === undefined) return undefined;
    return every(value.entries(), ([i, each]) => indices.has(i) || this.#schema(schema, each));
  }

  #judges(): { accepts: (schema: SchemaClass, value: JsonValue) => Verdict; matches: PatternTests['test'] } {
    return { accepts: this.#schema, matches: (pattern, text) => this.#parts.patterns.test(pattern, text) };
  }
}

function ofNumber(part: Part<SchemaClass>, value: number): boolean {
  if (part.op === 'least') return part.exclusive ? value > part.value : value >= part.value;
  if (part.op === 'most') return part.exclusive ? value < part.value : value <= part.value;
  return part.op !== 'multiple' || isMultiple(value, part.of);
}

function isWithin(count: number, { min, max }: { readonly min: number; readonly max: number }): boolean {
  return count >= min && count <= max;
}
