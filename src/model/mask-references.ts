import { isArray, isObject, setMember, type JsonValue } from './json.ts';
import { maskText } from './mask-text.ts';
import { isSecretReference, maskReference } from './secret-reference.ts';

/** A value in which references to secrets only say their scheme; it may have come from the values that a schema lists. */
export function maskReferences(value: JsonValue, schemes: readonly string[]): JsonValue {
  if (typeof value === 'string')
    return isSecretReference(value, schemes) ? maskReference(value, schemes) : maskText(value, schemes);
  if (isArray(value)) return value.map((each) => maskReferences(each, schemes));
  if (!isObject(value)) return value;
  const masked: Record<string, JsonValue> = {};
  for (const [key, each] of Object.entries(value)) setMember(masked, key, maskReferences(each, schemes));
  return masked;
}
