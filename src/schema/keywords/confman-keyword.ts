import type { JsonObject, JsonValue } from '../../model/json.ts';

/** A keyword of confman's own. */
export interface ConfmanKeyword {
  readonly name: string;
  /** What values it takes, as it follows "takes": "true or false". */
  readonly expected: string;
  readonly accepts: (value: JsonValue) => boolean;
  /** What the validator is given for it; keywords without this are read by other rooms and judge nothing. */
  readonly lower?: (value: JsonValue) => JsonObject;
}

export const keywordPrefix = 'x-confman-';

export function isFlag(value: JsonValue): boolean {
  return typeof value === 'boolean';
}

export function isText(value: JsonValue): value is string {
  return typeof value === 'string' && value.length > 0;
}
