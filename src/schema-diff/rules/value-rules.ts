import { isArray, type JsonValue } from '../../model/json.ts';
import { rule } from './rule.ts';
import type { Told } from './rule-row.ts';
import { show, showAll } from './show.ts';

function list(value: JsonValue | undefined): string {
  return isArray(value) ? showAll(value) : show(value);
}

const isOrAre = (value: JsonValue | undefined): string => (isArray(value) && value.length !== 1 ? 'are' : 'is');

function allowed(told: Told): string {
  return `only ${list(told.new)} ${isOrAre(told.new)} allowed now`;
}

/** `enum` and `const`. */
export const valueRules = {
  'enum-value-added': rule('enum', 'Allowed value added', '+-', 'non-breaking', {
    reason: 'Readers of the old version may meet a value that they do not know.',
    instead: 'Make readers treat unknown values in a defined way before the value is used.',
    message: ({ note, new: now }) => `${note ?? list(now)} was added to the allowed values`,
  }),
  'enum-value-removed': rule('enum', 'Allowed value removed', '-+', 'breaking', {
    reason: 'Documents with the value were accepted and are refused now.',
    instead: 'Replace the value in all data first, for example with a migration, and remove it in a new major version.',
    message: ({ note, old }) => `${note ?? list(old)} was removed from the allowed values`,
  }),
  'enum-added': rule('enum', 'Value list introduced', '-+', 'breaking', {
    reason: 'Values outside of the list were accepted and are refused now.',
    instead: 'Put every value that the data has on the list.',
    message: allowed,
  }),
  'enum-removed': rule('enum', 'Value list dropped', '+-', 'non-breaking', {
    reason: 'Readers of the old version know the values of the list only.',
    instead: 'Add the values that are needed to the list instead.',
    message: ({ old }) => `only ${list(old)} ${isOrAre(old)} allowed no more; other values are, too`,
  }),
  'enum-reordered': rule('enum', 'Value order changed', '++', 'info', {
    reason: 'The order of a list of allowed values means nothing.',
    instead: 'Leave it as it is.',
    message: () => 'the allowed values stand in another order',
  }),
  'const-added': rule('const', 'Constant introduced', '-+', 'breaking', {
    reason: 'Every other value was accepted and is refused now.',
    instead: 'Use enum with all values that the data has.',
    message: ({ new: now }) => `the value must be ${show(now)} now`,
  }),
  'const-removed': rule('const', 'Constant dropped', '+-', 'non-breaking', {
    reason: 'Readers of the old version know one value only.',
    instead: 'Use enum with the values that are needed.',
    message: ({ old }) => `the value need not be ${show(old)} any more`,
  }),
  'const-changed': rule('const', 'Constant changed', '--', 'breaking', {
    reason: 'Each version accepts one value, which the other refuses.',
    instead: 'Use enum with both values until all data has the new one.',
    message: ({ old, new: now }) => `the value must be ${show(now)} instead of ${show(old)}`,
  }),
  'const-to-enum': rule('const/enum', 'Constant rewritten as one-value enum', '++', 'info', {
    reason: 'A list of one value and a constant say the same.',
    instead: 'Leave it as it is: this is a refactoring.',
    message: ({ old, new: now }) => `${list(now ?? old)} is written in another way`,
  }),
};
