export { parseJson5 } from './documents/parse-json5.ts';
