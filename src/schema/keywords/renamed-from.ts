import { isArray } from '../../model/json.ts';
import { isText, type ConfmanKeyword } from './confman-keyword.ts';

/** The names, or paths, that a property had in earlier versions; read when versions are compared and when data is migrated. */
export const renamedFrom: ConfmanKeyword = {
  name: 'x-confman-renamed-from',
  expected: 'a text or a list of texts',
  accepts: (value) => isText(value) || (isArray(value) && value.length > 0 && value.every(isText)),
};
