import { quote } from '../../diagnostics/code-row.ts';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import { childPointer } from '../../model/pointer.ts';
import type { SchemaFailure } from '../schema-finding.ts';
import { describeSchema } from './describe-schema.ts';
import type { Suggester } from './suggester.ts';
import { words, type Explainer } from './words.ts';

/** Names listed with an unknown one. */
const MAX_KNOWN = 20;

/** `required`, also as `dependentRequired` and `dependencies` report it */
export const explainRequired: Explainer = (failure, { because }) => {
  const property = String(failure.params['missingProperty']);
  const hint = additionHint(failure.schema, property);
  return words('schema/required', { property, because }, { hint });
};

/** `dependentRequired`, and `dependencies` where it lists names */
export const explainDependentRequired: Explainer = ({ params }) => {
  const property = String(params['missingProperty']);
  const present = String(params['property']);
  return words(
    'schema/dependent-required',
    { property, present },
    { hint: `Add ${quote(property)}, or remove ${quote(present)}` },
  );
};

/** `additionalProperties`, `unevaluatedProperties` */
export const explainUnknownProperty: Explainer = (failure, { isSecretAt, suggest }) => {
  const property = unknownProperty(failure);
  const { near, isSet } = namesLike(property, failure, suggest);
  const [meant] = near;
  const hint = meant === undefined ? undefined : `Rename it to ${quote(meant)}${isSet ? ', which has a value already' : ''}`;
  return words(
    'schema/unknown-property',
    { property, near, known: (failure.knownProperties ?? []).slice(0, MAX_KNOWN) },
    {
      hint,
      pointer: childPointer(failure.pointer, property),
      at: 'key',
      secret: near.some((name) => isSecretAt(childPointer(failure.pointer, name))),
    },
  );
};

/**
 * Names that are not there are meant sooner than those that are. But also a name with a value can be meant: an earlier layer
 * gave the value, and the misspelt line was to override it.
 */
function namesLike(
  property: string,
  { value, knownProperties: known = [] }: SchemaFailure,
  suggest: Suggester,
): { near: string[]; isSet: boolean } {
  const present = isObject(value) ? value : {};
  const absent = suggest(
    property,
    known.filter((name) => !Object.hasOwn(present, name)),
  );
  if (absent.length > 0) return { near: absent, isSet: false };
  return {
    near: suggest(
      property,
      known.filter((name) => Object.hasOwn(present, name)),
    ),
    isSet: true,
  };
}

/** An unknown property and a missing one that was probably meant by it, as one finding. */
export function misspelt(
  failure: SchemaFailure,
  missing: SchemaFailure,
  isSecretAt: (pointer: string) => boolean,
): ReturnType<Explainer> {
  const property = unknownProperty(failure);
  const meant = String(missing.params['missingProperty']);
  return words(
    'schema/misspelt-property',
    { property, meant },
    {
      hint: `Rename it to ${quote(meant)}`,
      pointer: childPointer(failure.pointer, property),
      at: 'key',
      secret: isSecretAt(childPointer(failure.pointer, meant)),
    },
  );
}

export function unknownProperty({ params }: SchemaFailure): string {
  return String(params['additionalProperty'] ?? params['unevaluatedProperty']);
}

/** `minProperties` */
export const explainMinProperties: Explainer = ({ value, expected }) =>
  words('schema/min-properties', { count: sizeOf(value), limit: Number(expected) });

/** `maxProperties` */
export const explainMaxProperties: Explainer = ({ value, expected }) =>
  words('schema/max-properties', { count: sizeOf(value), limit: Number(expected) });

/** `"port", an integer from 1 to 65535`, with the default or an example where the schema has one. */
function additionHint(schema: JsonObject, property: string): string {
  const properties = member(schema, 'properties');
  const declared = isObject(properties) ? member(properties, property) : undefined;
  if (!isObject(declared)) return `Add ${quote(property)}`;
  const sample = sampleOf(declared);
  if (sample !== undefined) return `Add ${quote(property)}: ${sample}`;
  const isSecret = member(declared, 'x-confman-secret-ref') === true;
  const wanted = isSecret ? 'a reference to a secret' : describeSchema(declared);
  return wanted.includes(' value') ? `Add ${quote(property)}` : `Add ${quote(property)}, ${wanted}`;
}

function sampleOf(schema: JsonObject): string | undefined {
  const examples = member(schema, 'examples');
  const sample = member(schema, 'const') ?? member(schema, 'default') ?? (isArray(examples) ? examples[0] : undefined);
  const text = sample === undefined ? undefined : JSON.stringify(sample);
  return text !== undefined && text.length <= 60 ? text : undefined;
}

function sizeOf(value: JsonValue): number {
  return isObject(value) ? Object.keys(value).length : 0;
}
