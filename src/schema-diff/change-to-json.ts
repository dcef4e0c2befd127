import type { JsonObject, JsonValue } from '../model/json.ts';
import type { Change } from './change.ts';
import { changeMessage } from './change-message.ts';

/** As `schema diff --format json` and `diffSchemas` write a change. `old` and `new` are left out where there is nothing. */
export function changeToJson(change: Change): JsonObject {
  const { rule, level, backward, forward, path, old, new: now, proposed } = change;
  return {
    rule,
    level,
    backward,
    forward,
    path,
    message: changeMessage(change),
    ...valueOf('old', old.value, change),
    ...valueOf('new', now.value, change),
    oldPointer: old.pointer,
    newPointer: now.pointer,
    ...(proposed === true ? { proposed } : {}),
  };
}

function valueOf(key: 'old' | 'new', value: JsonValue | undefined, { secret }: Change): JsonObject {
  if (value === undefined) return {};
  return { [key]: secret === true && typeof value !== 'boolean' && value !== 'secret-ref' ? '(withheld)' : value };
}
