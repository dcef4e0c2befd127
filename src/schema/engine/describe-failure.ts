import { compareKeys } from '../../model/canonical-json.ts';
import { isObject, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import { childPointer } from '../../model/pointer.ts';
import type { EvaluationNode } from '../lowering/evaluation-plan.ts';
import type { Place } from '../lowering/place.ts';
import type { SchemaFailure } from '../schema-finding.ts';
import type { FailureInput, Reported } from './failure-tree.ts';

export interface FailureDetails extends FailureInput {
  readonly message: string | undefined;
  readonly branches: readonly (readonly SchemaFailure[])[] | undefined;
}

/** What lowering named otherwise. */
const writtenNames: Readonly<Record<string, string>> = {
  'confman:never': 'false schema',
  'confman:const': 'const',
  'confman:contains': 'contains',
  'confman:enum': 'enum',
  'confman:unique': 'uniqueItems',
  'confman:multiple': 'multipleOf',
  'confman:maxLength': 'maxLength',
  'confman:minLength': 'minLength',
  'confman:base64': 'contentEncoding',
  'confman:secret': 'x-confman-secret-ref',
  'confman:environments': 'x-confman-allowed-environments',
};

/** One report of the validator in the words of the schema as it was written. */
export function describeFailure(error: Reported, details: FailureDetails): SchemaFailure {
  const place = details.shape.origins.get(error.parentSchema as object);
  if (place === undefined) throw new Error(`a failure of ${error.keyword} comes from nowhere`);
  const keyword = writtenNames[error.keyword] ?? error.keyword;
  const schema = isObject(place.value) ? place.value : {};
  const expected = member(schema, keyword);
  const { document } = place.resource;
  return {
    keyword,
    params: paramsOf(error, expected),
    pointer: error.instancePath,
    propertyName: error.propertyName,
    value: error.data as JsonValue,
    expected,
    schema,
    schemaSite: document.siteOf(expected === undefined ? place.pointer : childPointer(place.pointer, keyword)),
    branches: details.branches,
    knownProperties: knownProperties(keyword, schema, error),
    message: details.message,
    secret: details.isSecret(error.instancePath),
    words: wordsOf(keyword, schema, details),
  };
}

function paramsOf(error: Reported, expected: JsonValue | undefined): Readonly<Record<string, unknown>> {
  if (error.keyword === 'confman:const') return { allowedValue: expected };
  return error.keyword === 'confman:enum' ? { allowedValues: expected } : error.params;
}

function knownProperties(keyword: string, schema: JsonObject, { parentSchema }: Reported): string[] | undefined {
  if (keyword === 'additionalProperties') return Object.keys(member(schema, 'properties') ?? {}).sort(compareKeys);
  if (keyword !== 'unevaluatedProperties') return undefined;
  const plan = JSON.parse(String(parentSchema?.['confman:evaluation'])) as EvaluationNode[];
  return [...new Set(plan.flatMap((node) => node.names ?? []))].sort(compareKeys);
}

/** Keywords of confman's own bring their words with them, and so does a message in the schema. */
function wordsOf(keyword: string, schema: JsonObject, details: FailureDetails): SchemaFailure['words'] {
  if (details.message !== undefined) return { code: 'schema/custom-message', args: { message: details.message } };
  switch (keyword) {
    case 'x-confman-secret-ref': {
      const schemes = details.secretSchemes;
      return {
        code: 'schema/secret-expected',
        args: { schemes },
        hint: `Store the value in a vault and write ${schemes[0] ?? 'vault'}://.. here`,
      };
    }
    case 'x-confman-allowed-environments': {
      const allowed = schema[keyword] as readonly string[];
      return { code: 'schema/wrong-environment', args: { environment: details.environment ?? '', allowed } };
    }
    case 'contentEncoding':
      return { code: 'schema/not-base64', args: {} };
    default:
      return undefined;
  }
}

/** The words of a deprecated field. */
export function deprecationOf(place: Place): string {
  const value = isObject(place.value) ? member(place.value, 'x-confman-deprecated') : undefined;
  return typeof value === 'string' ? value : '';
}
