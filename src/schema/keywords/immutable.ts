import { isFlag, type ConfmanKeyword } from './confman-keyword.ts';

/** May not change once it is on the protected branch; judged against history, not here. */
export const immutable: ConfmanKeyword = { name: 'x-confman-immutable', expected: 'true or false', accepts: isFlag };
