import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import { parsePointer } from '../../model/pointer.ts';
import { describeSchema } from './describe-schema.ts';
import { showValue } from './show-value.ts';
import { words, type Explainer } from './words.ts';

/** `not` */
export const explainNot: Explainer = ({ expected, value, secret }, { also }) => {
  const excluded = isObject(expected) ? expected : {};
  return words('schema/not', { rule: exclusion(excluded, secret ? null : value), also });
};

/** A subschema that is `false` */
export const explainNever: Explainer = ({ pointer }, { because }) => {
  const name = parsePointer(pointer)?.at(-1);
  const isMember = name !== undefined && !/^\d+$/.test(name);
  return words(
    'schema/never',
    { name: name ?? '', because },
    { at: isMember ? 'key' : 'value', hint: name === undefined ? undefined : 'Remove it' },
  );
};

/** `if`, where neither `then` nor `else` said more */
export const explainCondition: Explainer = ({ params }) =>
  words('schema/condition', { branch: params['failingKeyword'] === 'else' ? 'else' : 'then' });

/** Whatever has no row: keywords that confman does not know, reported by the validator all the same. */
export const explainOther: Explainer = ({ keyword }) => words('schema/not-met', { keyword });

function exclusion(schema: JsonObject, value: JsonValue): string {
  const required = member(schema, 'required');
  if (isArray(required) && required.length > 0 && Object.keys(schema).every((key) => key === 'required' || key === 'type')) {
    const names = required.map((name) => JSON.stringify(name));
    if (names.length === 1) return `${names.join('')} must not be present here`;
    return `${names.slice(0, -1).join(', ')} and ${names.at(-1)} must not be present together`;
  }
  if (member(schema, 'const') !== undefined || member(schema, 'enum') !== undefined)
    return `${describeSchema(schema)} is not allowed here`;
  const pattern = member(schema, 'pattern');
  if (typeof pattern === 'string' && typeof value === 'string')
    return `${showValue(value)} must not match the pattern ${pattern.slice(0, 80)}`;
  return `The value must not be ${describeSchema(schema)}`;
}
