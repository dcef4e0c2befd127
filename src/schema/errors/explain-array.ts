import { isArray, isObject, type JsonValue } from '../../model/json.ts';
import { childPointer } from '../../model/pointer.ts';
import { describeSchema } from './describe-schema.ts';
import { showValue } from './show-value.ts';
import { words, type Explainer } from './words.ts';

/** `minItems` */
export const explainMinItems: Explainer = ({ value, expected }) =>
  words('schema/min-items', { count: sizeOf(value), limit: Number(expected) });

/** `maxItems` */
export const explainMaxItems: Explainer = ({ value, expected }) =>
  words('schema/max-items', { count: sizeOf(value), limit: Number(expected) });

/** `uniqueItems`: reported at the later one of the two. */
export const explainUniqueItems: Explainer = ({ params, value, pointer, secret }) => {
  const [first, second] = [Number(params['i']), Number(params['j'])].toSorted((a, b) => a - b) as [number, number];
  const item = isArray(value) ? value[second] : undefined;
  const shown = secret || item === undefined ? null : showValue(item);
  const hint = 'Remove one of the two';
  return words(
    'schema/unique-items',
    { first: first + 1, second: second + 1, found: shown },
    { hint, pointer: childPointer(pointer, second) },
  );
};

/** `additionalItems`, `items` after `prefixItems`, `unevaluatedItems`: an item for which the schema has no place. */
export const explainExtraItem: Explainer = ({ params, value, pointer }) => {
  const limit = Number(params['index'] ?? params['limit'] ?? params['len']);
  const at = Number.isInteger(limit) ? childPointer(pointer, limit) : pointer;
  return words(
    'schema/extra-item',
    { count: sizeOf(value), limit: Number.isInteger(limit) ? limit : sizeOf(value) },
    { pointer: at },
  );
};

/** `contains`, with `minContains` and `maxContains` */
export const explainContains: Explainer = ({ params, expected, schema }) => {
  const wanted = describeSchema(isObject(expected) ? expected : (schema['contains'] ?? true));
  const least = Number(params['minContains'] ?? 1);
  const most = params['maxContains'];
  return words('schema/contains', { wanted, least, most: typeof most === 'number' ? most : null });
};

function sizeOf(value: JsonValue): number {
  return isArray(value) ? value.length : 0;
}
