import { isText, type ConfmanKeyword } from './confman-keyword.ts';

/** Takes the place of the sentence where the subschema that holds it is not met. */
export const message: ConfmanKeyword = { name: 'x-confman-message', expected: 'a text', accepts: isText };
