import { isArray, isObject, type JsonValue } from '../model/json.ts';
import { childPointer, type Pointer } from '../model/pointer.ts';
import { isSecretReference, maskReference } from '../model/secret-reference.ts';
import type { CompiledApp } from './compiled-app.ts';

/**
 * The data of an app as it may be shown: of a secret reference only its scheme stays, wherever it stands, and where the
 * schema wants one nothing of a value that is none.
 *
 * @param references true keeps references whole; what is no reference is withheld all the same
 */
export function hideSecrets(app: CompiledApp, schemes: readonly string[], references: boolean): JsonValue {
  const { data = null, schema } = app;
  return hide(
    data,
    '',
    (pointer, value) => (schema?.isSecretAt(pointer) ?? false) || isSecretReference(value, schemes),
    (value) => (references && isSecretReference(value, schemes) ? value : maskReference(value, schemes)),
  );
}

/** A value at a place, and all in it, with what must not be shown put through `mask`. */
export function hide(
  value: JsonValue,
  pointer: Pointer,
  isSecret: (pointer: Pointer, value: JsonValue) => boolean,
  mask: (value: JsonValue) => JsonValue,
): JsonValue {
  if (isSecret(pointer, value)) return mask(value);
  if (isArray(value)) return value.map((item, i) => hide(item, childPointer(pointer, i), isSecret, mask));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, hide(item, childPointer(pointer, key), isSecret, mask)]),
  );
}
