import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { DataValidationCxt } from 'ajv/dist/types/index.js';
import ajvFormats from 'ajv-formats';
import { deepEqual, isArray, isObject, member, type JsonObject, type JsonValue } from '../../../src/model/json.ts';
import { childPointer } from '../../../src/model/pointer.ts';
import type { Source } from '../../../src/model/source.ts';
import type { SchemaFailure } from '../../../src/schema/schema-finding.ts';

const source: Source = { path: 'schemas/test/v1.json', format: 'json', text: '' };

/** What a validator reports, in the shape that explaining takes; by ajv of draft 2020-12, branches judged one by one. */
export function failuresOf(schema: JsonObject, data: JsonValue): SchemaFailure[] {
  const places = new Map<JsonValue, string>();
  const note = (value: JsonValue, pointer: string): void => {
    if (typeof value !== 'object' || value === null) return;
    places.set(value, pointer);
    for (const [key, each] of Object.entries(value)) note(each, childPointer(pointer, key));
  };
  note(schema, '');
  const run = new Run(schema, places);
  return run.failures(schema, data, '');
}

/** Applicators, to have their branches apart; and what ajv judges by a comparison that trips over members like `toString`. */
const judgedHere = ['anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'contains', 'minContains', 'maxContains'].concat([
  'uniqueItems',
  'const',
  'enum',
]);

/** Errors of the keywords that this file judges itself carry what they found. */
interface Carried {
  readonly branches?: readonly (readonly SchemaFailure[])[];
  readonly inner?: readonly SchemaFailure[];
  readonly holder?: JsonObject;
}

class Run {
  readonly #root: JsonObject;
  readonly #places: ReadonlyMap<JsonValue, string>;
  readonly #ajv: Ajv2020;
  readonly #compiled = new Map<JsonValue, ValidateFunction>();
  readonly #carried = new Map<unknown, Carried>();
  #base = '';

  constructor(root: JsonObject, places: ReadonlyMap<JsonValue, string>) {
    this.#root = root;
    this.#places = places;
    this.#ajv = new Ajv2020({ allErrors: true, verbose: true, strict: false, validateSchema: false, ownProperties: true });
    ajvFormats.default(this.#ajv);
    for (const keyword of judgedHere) this.#ajv.removeKeyword(keyword);
    this.#judge('anyOf', (schema, value, at) => this.#choice(schema, value, at, (met) => met > 0));
    this.#judge('oneOf', (schema, value, at) => this.#choice(schema, value, at, (met) => met === 1));
    this.#judge('not', (schema, value, at) => (this.failures(schema, value, at).length > 0 ? undefined : {}));
    this.#judge('if', (schema, value, at, holder) => this.#condition(schema, value, at, holder));
    this.#judge('const', (schema, value) => (deepEqual(schema, value) ? undefined : { params: { allowedValue: schema } }));
    this.#judge('enum', (schema, value) => {
      const allowed = schema as readonly JsonValue[];
      return allowed.some((each) => deepEqual(each, value)) ? undefined : { params: { allowedValues: allowed } };
    });
    this.#judge('uniqueItems', (schema, value) => (schema === true && isArray(value) ? twins(value) : undefined));
    this.#judge('contains', (schema, value, at, holder) => this.#contains(schema, value, at, holder));
  }

  failures(schema: JsonValue, data: JsonValue, at: string): SchemaFailure[] {
    const known = this.#compiled.get(schema);
    const definitions = member(this.#root, '$defs');
    const validate =
      known ?? this.#ajv.compile({ ...(definitions === undefined ? {} : { $defs: definitions }), allOf: [schema] });
    this.#compiled.set(schema, validate);
    const before = this.#base;
    this.#base = at;
    const errors = validate(data) ? [] : [...(validate.errors ?? [])];
    this.#base = before;
    return errors.flatMap((error) => this.#converted(error, at));
  }

  #judge(
    keyword: string,
    judge: (schema: JsonValue, value: JsonValue, at: string, holder: JsonObject) => (Carried & { params?: object }) | undefined,
  ): void {
    const validate = (schema: JsonValue, value: JsonValue, holder?: object, context?: DataValidationCxt): boolean => {
      const found = judge(schema, value, this.#base + (context?.instancePath ?? ''), holder as JsonObject);
      if (found === undefined) return true;
      const params = { ...found.params };
      this.#carried.set(params, { ...found, holder: holder as JsonObject });
      validate.errors = [{ keyword, params }];
      return false;
    };
    validate.errors = [] as Partial<ErrorObject>[];
    this.#ajv.addKeyword({ keyword, validate, errors: true });
  }

  #choice(schema: JsonValue, value: JsonValue, at: string, isMet: (count: number) => boolean): Carried | undefined {
    const branches = (schema as readonly JsonValue[]).map((branch) => this.failures(branch, value, at));
    return isMet(branches.filter((failures) => failures.length === 0).length) ? undefined : { branches };
  }

  #condition(schema: JsonValue, value: JsonValue, at: string, holder: JsonObject): (Carried & { params: object }) | undefined {
    const failingKeyword = this.failures(schema, value, at).length === 0 ? 'then' : 'else';
    const branch = member(holder, failingKeyword);
    const inner = branch === undefined ? [] : this.failures(branch, value, at);
    return inner.length === 0 ? undefined : { params: { failingKeyword }, inner };
  }

  #contains(schema: JsonValue, value: JsonValue, at: string, holder: JsonObject): { params: object } | undefined {
    if (!isArray(value)) return undefined;
    const count = value.filter((item) => this.failures(schema, item, at).length === 0).length;
    const minContains = Number(member(holder, 'minContains') ?? 1);
    const maxContains = member(holder, 'maxContains');
    if (count >= minContains && !(typeof maxContains === 'number' && count > maxContains)) return undefined;
    return { params: maxContains === undefined ? { minContains } : { minContains, maxContains } };
  }

  #converted(error: ErrorObject, at: string): SchemaFailure[] {
    const carried = this.#carried.get(error.params);
    const parent = carried?.holder ?? error.parentSchema;
    const holder = isObject(parent) ? parent : {};
    const failure: SchemaFailure = {
      keyword: error.keyword,
      params: error.params,
      pointer: at + error.instancePath,
      propertyName: error.propertyName,
      value: error.data as JsonValue,
      expected: error.keyword === 'false schema' ? undefined : (error.schema as JsonValue),
      schema: holder,
      schemaSite: { source, pointer: `${this.#places.get(holder) ?? ''}/${error.keyword}`, at: 'value' },
      branches: carried?.branches,
      knownProperties: /^(?:additional|unevaluated)Properties$/.test(error.keyword) ? this.#known(holder) : undefined,
      message: messageOf(holder),
      secret: member(holder, 'x-confman-secret-ref') === true,
    };
    return [...(carried?.inner ?? []), failure];
  }

  #known(holder: JsonObject): string[] {
    const own = Object.keys((member(holder, 'properties') ?? {}) as JsonObject);
    const parts = member(holder, 'allOf');
    return [...own, ...(isArray(parts) ? parts.flatMap((part) => (isObject(part) ? this.#known(part) : [])) : [])].sort();
  }
}

function twins(items: readonly JsonValue[]): { params: object } | undefined {
  for (let j = 0; j < items.length; j++) {
    const i = items.findIndex((each) => deepEqual(each, items[j] as JsonValue));
    if (i < j) return { params: { i, j } };
  }
  return undefined;
}

function messageOf(holder: JsonObject): string | undefined {
  const text = member(holder, 'x-confman-message');
  return typeof text === 'string' ? text : undefined;
}
