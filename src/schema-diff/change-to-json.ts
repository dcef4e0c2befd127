import type { JsonObject } from '../model/json.ts';
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
    ...(old.value === undefined ? {} : { old: old.value }),
    ...(now.value === undefined ? {} : { new: now.value }),
    oldPointer: old.pointer,
    newPointer: now.pointer,
    ...(proposed === true ? { proposed } : {}),
  };
}
