import { isFlag, type ConfmanKeyword } from './confman-keyword.ts';

/** The value must be a reference to a secret, `vault://team/db#password`, and is never shown. */
export const secretRef: ConfmanKeyword = {
  name: 'x-confman-secret-ref',
  expected: 'true or false',
  accepts: isFlag,
  lower: (value) => (value === true ? { 'confman:secret': true } : {}),
};
