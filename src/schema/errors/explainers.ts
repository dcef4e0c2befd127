import { explainAlternatives } from './explain-alternatives.ts';
import { explainContains, explainExtraItem, explainMaxItems, explainMinItems, explainUniqueItems } from './explain-array.ts';
import { explainCondition, explainNever, explainNot } from './explain-logic.ts';
import { explainName } from './explain-name.ts';
import { explainMaximum, explainMinimum, explainMultipleOf } from './explain-number.ts';
import {
  explainDependentRequired,
  explainMaxProperties,
  explainMinProperties,
  explainRequired,
  explainUnknownProperty,
} from './explain-object.ts';
import { explainFormat, explainMaxLength, explainMinLength, explainPattern } from './explain-text.ts';
import { explainType } from './explain-type.ts';
import { explainConst, explainEnum } from './explain-values.ts';
import type { Explainer } from './words.ts';

/** One row per keyword of the five drafts that can fail by itself. */
export const explainers: ReadonlyMap<string, Explainer> = new Map<string, Explainer>([
  ['enum', explainEnum],
  ['const', explainConst],
  ['type', explainType],
  ['minimum', explainMinimum],
  ['exclusiveMinimum', explainMinimum],
  ['maximum', explainMaximum],
  ['exclusiveMaximum', explainMaximum],
  ['multipleOf', explainMultipleOf],
  ['minLength', explainMinLength],
  ['maxLength', explainMaxLength],
  ['format', explainFormat],
  ['pattern', explainPattern],
  ['anyOf', explainAlternatives],
  ['oneOf', explainAlternatives],
  ['not', explainNot],
  ['required', explainRequired],
  ['dependentRequired', explainDependentRequired],
  ['dependencies', explainDependentRequired],
  ['additionalProperties', explainUnknownProperty],
  ['unevaluatedProperties', explainUnknownProperty],
  ['minProperties', explainMinProperties],
  ['maxProperties', explainMaxProperties],
  ['propertyNames', explainName],
  ['minItems', explainMinItems],
  ['maxItems', explainMaxItems],
  ['uniqueItems', explainUniqueItems],
  ['contains', explainContains],
  ['additionalItems', explainExtraItem],
  ['items', explainExtraItem],
  ['unevaluatedItems', explainExtraItem],
  ['if', explainCondition],
  ['false schema', explainNever],
]);

/**
 * Keywords that judge the value itself. A value that fails several gets one finding, worded by the first in this order; what
 * else is asked of it is added to the sentence.
 */
export const valueKeywords: readonly string[] = [
  'x-confman-secret-ref',
  'contentEncoding',
  'enum',
  'const',
  'type',
  'anyOf',
  'oneOf',
  'format',
  'minLength',
  'maxLength',
  'pattern',
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'exclusiveMaximum',
  'multipleOf',
  'not',
];
