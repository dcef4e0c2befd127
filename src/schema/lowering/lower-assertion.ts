import { isArray, type JsonObject, type JsonValue } from '../../model/json.ts';
import { isFormat } from '../formats/formats.ts';
import { opaque } from './unit.ts';

/** Up to so many plain values are compared one after the other; beyond that a table is asked. */
const SHORT_ENUM = 16;

/** What the validator gets for an assertion. Those that its own code handles badly become keywords of ours. */
export function lowerAssertion(keyword: string, value: JsonValue): JsonObject {
  switch (keyword) {
    case 'enum':
      return lowerEnum(value);
    case 'const':
      // ajv compares objects by a package that calls methods of theirs, which data can replace.
      return typeof value === 'object' && value !== null ? { 'confman:const': opaque([value]) } : { const: value };
    case 'uniqueItems':
      return value === true ? { 'confman:unique': true } : {};
    case 'multipleOf':
      return { 'confman:multiple': value };
    case 'minContains':
    case 'maxContains':
      return {};
    case 'maxLength':
    case 'minLength':
      return { [`confman:${keyword}`]: value };
    case 'format':
      return typeof value === 'string' && isFormat(value) ? { format: value } : {};
    default:
      return { [keyword]: value };
  }
}

function lowerEnum(value: JsonValue): JsonObject {
  if (!isArray(value)) return {};
  if (value.length === 0) return { 'confman:never': true };
  const isShort = value.length <= SHORT_ENUM && value.every((each) => each === null || typeof each !== 'object');
  return isShort ? { enum: value } : { 'confman:enum': opaque(value) };
}
