import { isText, type ConfmanKeyword } from './confman-keyword.ts';

/** Presence of the field is a warning; a text says what to use instead. */
export const deprecated: ConfmanKeyword = {
  name: 'x-confman-deprecated',
  expected: 'true, false, or a text that says what to use instead',
  accepts: (value) => typeof value === 'boolean' || isText(value),
  lower: (value) => (value === false ? {} : { 'confman:deprecated': value === true ? '' : value }),
};
