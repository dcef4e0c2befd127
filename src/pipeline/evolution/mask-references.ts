import { isArray, isObject, setMember, type JsonValue } from '../../model/json.ts';
import { isSecretReference, maskReference } from '../../model/secret-reference.ts';

/** A value in which references to secrets only say their scheme; it may have come from the values that a schema lists. */
export function maskReferences(value: JsonValue, schemes: readonly string[]): JsonValue {
  if (isArray(value)) return value.map((each) => maskReferences(each, schemes));
  if (!isObject(value)) return isSecretReference(value, schemes) ? maskReference(value, schemes) : value;
  const masked: Record<string, JsonValue> = {};
  for (const [key, each] of Object.entries(value)) setMember(masked, key, maskReferences(each, schemes));
  return masked;
}
