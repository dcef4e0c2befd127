import { isArray, isObject, member, type JsonObject } from '../../model/json.ts';

/**
 * An annotation that JSON Schemas carry which were imported from trees, where a tree can say something in two ways or in an
 * order that JSON Schema does not keep. It means nothing to a validator.
 */
export const HINTS = 'x-schema-tree';

export interface TreeHints {
  /** The names of the properties, where the keys of an object would not keep their order. */
  readonly order?: readonly string[];
  /** The format as it was written, where another name means the same; null where none was written. */
  readonly format?: string | null;
  /** `IsRequired` was not written. */
  readonly unstated?: true;
}

export function withHints(schema: JsonObject, hints: TreeHints): JsonObject {
  const known = member(schema, HINTS);
  const all = { ...(isObject(known) ? known : {}), ...hints };
  return Object.keys(all).length === 0 ? schema : { ...schema, [HINTS]: all };
}

/** Whatever somebody else has put there is passed over. */
export function hintsOf(schema: JsonObject): TreeHints {
  const hints = member(schema, HINTS);
  if (!isObject(hints)) return {};
  const { order, format, unstated } = hints;
  return {
    ...(isArray(order) ? { order: order.filter((each) => typeof each === 'string') } : {}),
    ...(format === null || typeof format === 'string' ? { format } : {}),
    ...(unstated === true ? { unstated: true } : {}),
  };
}
