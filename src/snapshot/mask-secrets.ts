import { isArray, isObject, type JsonObject, type JsonValue } from '../model/json.ts';
import { childPointer, type Pointer } from '../model/pointer.ts';

/** Stands where a value was withheld. It is no reference of any scheme, so that it stays invalid and cannot be resolved. */
export const MASKED = '(withheld: not a secret reference)';

/**
 * Data without the values that stand where a secret reference belongs, whole subtrees included: their keys may tell as much.
 * What holds none is shared with the input, and an input without any is returned itself. Key order is kept.
 *
 * @param isSecret whether the value at a pointer must not be shown
 */
export function maskSecrets(data: JsonObject, isSecret: (pointer: Pointer, value: JsonValue) => boolean): JsonObject {
  return maskMembers(data, '', isSecret);
}

type IsSecret = (pointer: Pointer, value: JsonValue) => boolean;

function mask(value: JsonValue, pointer: Pointer, isSecret: IsSecret): JsonValue {
  if (isSecret(pointer, value)) return MASKED;
  if (isObject(value)) return maskMembers(value, pointer, isSecret);
  if (!isArray(value)) return value;
  const items = value.map((item, index) => mask(item, childPointer(pointer, index), isSecret));
  return items.some((item, index) => item !== value[index]) ? items : value;
}

function maskMembers(object: JsonObject, pointer: Pointer, isSecret: IsSecret): JsonObject {
  let changed = false;
  const entries = Object.entries(object).map(([key, value]): [string, JsonValue] => {
    const masked = mask(value, childPointer(pointer, key), isSecret);
    changed ||= masked !== value;
    return [key, masked];
  });
  // Object.fromEntries defines every key as an own property, whatever its name is.
  return changed ? Object.fromEntries(entries) : object;
}
