import { formatRules } from './format-rules.ts';
import { numberRules } from './number-rules.ts';
import { stringRules } from './string-rules.ts';
import { typeRules } from './type-rules.ts';
import { valueRules } from './value-rules.ts';

/** About values of one type only; beside the point where the type is another one. */
export const plainTypeRules: ReadonlySet<string> = new Set(
  [numberRules, stringRules, formatRules].flatMap((family) => Object.keys(family)),
);

export const countRules: ReadonlySet<string> = new Set([
  'min-items-raised',
  'min-items-lowered',
  'max-items-lowered',
  'max-items-raised',
  'min-properties-raised',
  'min-properties-lowered',
  'max-properties-lowered',
  'max-properties-raised',
]);

/** About a value itself and none of its parts. */
export const plainRules: ReadonlySet<string> = new Set([
  ...plainTypeRules,
  ...[typeRules, valueRules].flatMap((family) => Object.keys(family)),
  'schema-opened',
  'schema-closed',
]);
