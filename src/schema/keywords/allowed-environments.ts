import { isArray } from '../../model/json.ts';
import { isText, type ConfmanKeyword } from './confman-keyword.ts';

/** The field may only appear where the variable `environment` is one of these. */
export const allowedEnvironments: ConfmanKeyword = {
  name: 'x-confman-allowed-environments',
  expected: 'a list of environment names',
  accepts: (value) => isArray(value) && value.length > 0 && value.every(isText),
  lower: (value) => ({ 'confman:environments': value }),
};
