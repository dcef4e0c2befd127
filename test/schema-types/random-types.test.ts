import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isArray, isObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import { dialects } from '../../src/schema/dialects/dialects.ts';
import { bindSchemas } from '../schema/bind-schemas.ts';
import { schemaDocuments, values, type OracleDraft } from '../schema/oracle/arbitrary-schema.ts';
import { typeErrors } from './type-check.ts';
import { typed, withSamples } from './typed.ts';

const RUNS = Number(process.env['TYPES_RUNS'] ?? 25);
const SEED = Number(process.env['TYPES_SEED'] ?? Date.now() & 0x7fffffff);
const drafts = Object.keys(dialects) as OracleDraft[];

/** One run of the compiler takes longer than hundreds of schemas: the cases are drawn first, and judged together. */
it(`resolved data has its type, whatever the schema (seed ${SEED})`, async () => {
  const modules: Record<string, string> = {};
  const shown: Record<string, JsonValue> = {};
  for (const draft of drafts) {
    const cases = fc.tuple(schemaDocuments(draft, dialects[draft].uri), fc.array(values, { minLength: 20, maxLength: 40 }));
    for (const [i, [schema, samples]] of fc.sample(cases, { numRuns: RUNS, seed: SEED }).entries()) {
      const meant = withMeaning(renamed(schema)) as JsonObject;
      const { value: judge } = await bindSchemas({ 'schemas/x/v1': meant });
      // A default that would be filled in within itself makes the schema unsound.
      if (judge === undefined) continue;
      const resolved = samples.map((each) => judge.fillDefaults(renamed(each))).filter((each) => judge.isValid(each));
      const name = `${draft.replaceAll('-', '_')}_${i}`;
      modules[`m${name}`] = withSamples(await typed(meant), resolved);
      shown[`m${name}`] = meant;
    }
  }
  const errors = typeErrors(modules);
  const [first] = errors;
  const file = first?.slice(4, first.indexOf('.ts')) ?? '';
  expect({ seed: SEED, errors: errors.slice(0, 5), schema: shown[file], module: modules[file] }).toEqual({
    seed: SEED,
    errors: [],
  });
});

const objectKeywords = ['properties', 'patternProperties', 'additionalProperties', 'unevaluatedProperties', 'required'];
const arrayKeywords = ['items', 'prefixItems'];

/** A property called like a method of all objects has no type in TypeScript that an object without it fits. */
function renamed<T extends JsonValue>(value: T): T {
  return JSON.parse(JSON.stringify(value).replaceAll('toString', 'tostring')) as T;
}

/** The types are written for what a schema without `type` means; here it says so. Some properties get defaults. */
function withMeaning(schema: JsonValue, isProperty = false): JsonValue {
  if (isArray(schema)) return schema.map((each) => withMeaning(each));
  if (!isObject(schema)) return schema;
  const keys = Object.keys(schema);
  const inner = keys.map(
    (key) => [key, key === 'properties' ? properties(schema[key]) : withMeaning(schema[key] as JsonValue)] as const,
  );
  const meant = [
    ...(objectKeywords.some((key) => keys.includes(key)) ? ['object'] : []),
    ...(arrayKeywords.some((key) => keys.includes(key)) ? ['array'] : []),
  ];
  const type = meant.length === 0 || keys.includes('type') ? {} : { type: meant };
  const size = JSON.stringify(schema).length;
  const preset = isProperty && size % 3 === 0 ? { default: [{}, 1, 'a', []][size % 4] as JsonValue } : {};
  return { ...Object.fromEntries(inner), ...type, ...preset };
}

function properties(map: JsonValue | undefined): JsonValue {
  return isObject(map)
    ? Object.fromEntries(Object.entries(map).map(([name, each]) => [name, withMeaning(each, true)]))
    : (map ?? null);
}
