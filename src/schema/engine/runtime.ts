import { isArray, type JsonObject, type JsonValue } from '../../model/json.ts';
import { isBase64 } from '../formats/base64.ts';
import { numberFormats, stringFormats } from '../formats/formats.ts';
import { isSecretReference } from '../../model/secret-reference.ts';
import type { EvaluationNode } from '../lowering/evaluation-plan.ts';
import type { SchemaSettings } from '../schema-options.ts';
import { unevaluatedIndices, unevaluatedNames, type Judges } from './evaluate.ts';
import { isMultipleOf } from './multiple-of.ts';
import type { RunContext } from './run-context.ts';
import { isLongerThan, isShorterThan } from './text-length.ts';
import { equalItems, keyOf } from './unique-items.ts';

/** Answers whether a text matches; of patterns that were accepted before. */
export interface PatternTester {
  test(text: string): boolean;
}

export interface Judge {
  (data: JsonValue, at?: object): boolean;
  /** Of the last call, where the judge reports failures. */
  errors?: unknown;
}

/** What generated validators call. Their source names it `runtime`; every text they give to it is a JSON literal. */
export interface Runtime {
  readonly context: RunContext;
  readonly formats: Readonly<Record<string, unknown>>;
  pattern(source: string): PatternTester;
  isBase64(text: string): boolean;
  isSecret(text: string): boolean;
  isLonger(text: string, limit: number): boolean;
  isShorter(text: string, limit: number): boolean;
  isMultiple(value: number, divisor: number): boolean;
  equalItems(items: readonly JsonValue[]): readonly [number, number] | undefined;
  /** @param values JSON text of an array */
  oneOf(values: string): Judge;
  /** @param names JSON text of an array */
  allows(names: string): () => boolean;
  /** @param plan JSON text of evaluation nodes */
  unevaluatedNames(plan: string): (data: JsonObject) => string[];
  unevaluatedIndices(plan: string): (data: readonly JsonValue[]) => number[];
  /** A unit by its id, looked for when it is first called. */
  unit(id: string): Judge;
}

export interface RuntimeParts {
  readonly context: RunContext;
  readonly settings: Pick<SchemaSettings, 'secretSchemes'>;
  readonly patternOf: (source: string) => PatternTester;
  readonly unitOf: (id: string) => Judge;
}

export function createRuntime({ context, settings, patternOf, unitOf }: RuntimeParts): Runtime {
  const spend = (steps: number): void => context.spend(steps);
  const charge = (text: string): string => {
    if (text.length > 128) spend(text.length / 128);
    return text;
  };
  const pattern = (source: string): PatternTester => {
    let tester: PatternTester | undefined;
    return {
      test: (text) => {
        tester ??= patternOf(source);
        return tester.test(charge(text));
      },
    };
  };
  const unit = (id: string): Judge => lateBound(() => unitOf(id));
  const judges: Judges = { unit: once(unit), matches: (source, text) => matcher(source).test(text), spend };
  const matcher = once(pattern);
  return {
    context,
    formats: chargedFormats(charge),
    pattern: once(pattern),
    isBase64: (text) => isBase64(charge(text)),
    isSecret: (text) => isSecretReference(charge(text), settings.secretSchemes),
    isLonger: (text, limit) => isLongerThan(charge(text), limit),
    isShorter: (text, limit) => isShorterThan(charge(text), limit),
    isMultiple: isMultipleOf,
    equalItems: (items) => equalItems(items, spend),
    oneOf: (values) => oneOf(values, spend),
    allows: (names) => {
      const allowed = new Set(arrayOf<string>(names));
      return () => context.anyEnvironment || allowed.has(context.environment as string);
    },
    unevaluatedNames: (plan) => {
      const nodes = arrayOf<EvaluationNode>(plan);
      return (data) => unevaluatedNames(nodes, data, judges);
    },
    unevaluatedIndices: (plan) => {
      const nodes = arrayOf<EvaluationNode>(plan);
      return (data) => unevaluatedIndices(nodes, data, judges);
    },
    unit,
  };
}

/** Units call each other in circles, also across drafts: one is looked for when it is first called. */
function lateBound(find: () => Judge): Judge {
  let found: Judge | undefined;
  const judge: Judge = (data, at) => {
    found ??= find();
    const isValid = found(data, at);
    judge.errors = found.errors;
    return isValid;
  };
  return judge;
}

function ignore(): void {}

/** Membership by key; the values may be as many as a document holds. */
function oneOf(values: string, spend: (steps: number) => void): Judge {
  const keys = new Set(arrayOf<JsonValue>(values).map((each) => keyOf(each, ignore)));
  return (data) => keys.has(keyOf(data, spend));
}

/** The texts are written by this room, from values that were read before. */
function arrayOf<T>(text: string): T[] {
  const value = JSON.parse(text) as JsonValue;
  if (!isArray(value)) throw new Error(`not a list: ${text.slice(0, 40)}`);
  return value as unknown as T[];
}

function once<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();
  return (name) => {
    let known = made.get(name);
    if (known === undefined) {
      known = make(name);
      made.set(name, known);
    }
    return known;
  };
}

function chargedFormats(charge: (text: string) => string): Record<string, unknown> {
  const strings = Object.entries(stringFormats).map(([name, test]) => [
    name,
    { type: 'string', validate: (text: string) => test(charge(text)) },
  ]);
  const numbers = Object.entries(numberFormats).map(([name, validate]) => [name, { type: 'number', validate }]);
  return Object.fromEntries([...strings, ...numbers]) as Record<string, unknown>;
}
