import { InvalidArgumentError } from '@commander-js/extra-typings';

/** The name of a commit, whole or its beginning: seven characters tell the heads of one request apart. */
export function commitName(text: string): string {
  if (/^[0-9a-f]{7,64}$/.test(text)) return text;
  throw new InvalidArgumentError('it is no name of a commit: 7 to 64 of 0-9 and a-f.');
}
