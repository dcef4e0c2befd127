import { isObject, member, type JsonValue } from '../../model/json.ts';
import type { MergeStrategyOfSchema } from '../bound-schema.ts';
import { isText, type ConfmanKeyword } from './confman-keyword.ts';

type Strategy = MergeStrategyOfSchema['strategy'];

const plain: ReadonlySet<string> = new Set(['replace', 'append', 'prepend', 'union']);

/** How arrays at this place are merged; the cascade's own `merge` wins over it. */
export const merge: ConfmanKeyword = {
  name: 'x-confman-merge',
  expected: '"replace", "append", "prepend", "union" or { strategy: "byKey", key: ".." }',
  accepts: (value) => strategyOf(value) !== undefined,
};

/** A strategy as it is written in a schema or a cascade; undefined where it is none. */
export function strategyOf(value: JsonValue): Strategy | undefined {
  const name = isObject(value) ? member(value, 'strategy') : value;
  if (typeof name !== 'string') return undefined;
  if (plain.has(name)) return isObject(value) && Object.keys(value).length > 1 ? undefined : (name as Strategy);
  const key = isObject(value) ? member(value, 'key') : undefined;
  return name === 'byKey' && key !== undefined && isText(key) ? { strategy: 'byKey', key } : undefined;
}
