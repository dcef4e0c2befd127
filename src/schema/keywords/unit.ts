import { isText, type ConfmanKeyword } from './confman-keyword.ts';

/** Unit of measure, for readers and for the schema tree format. */
export const unit: ConfmanKeyword = { name: 'x-confman-unit', expected: 'a text', accepts: isText };
