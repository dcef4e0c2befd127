import { isArray, isObject, type JsonValue } from '../../model/json.ts';
import { maskText } from './mask-text.ts';

/** What is known of the schemas of a value while it is walked through. */
export interface SecretView {
  readonly isSecret: boolean;
  isReference(text: string): boolean;
  /** For a member or an element; undefined where no schema speaks of it. */
  part(token: string, inArray: boolean): SecretView | undefined;
}

/** The value without what stands where secrets are: a default or an allowed value may be one, or hold one. */
export function withholdSecrets(value: JsonValue, view: SecretView | undefined): JsonValue {
  if (view === undefined) return value;
  if (view.isSecret) return maskText(value, view.isReference);
  if (isArray(value)) return value.map((each, i) => withholdSecrets(each, view.part(String(i), true)));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value).map((key) => [key, withholdSecrets(value[key] as JsonValue, view.part(key, false))]),
  );
}
