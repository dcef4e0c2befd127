import { code, quote } from '../code-row.ts';

type None = Record<never, never>;

export const documentsCodes = {
  'documents/syntax': code<{ expected: string; found: string }>(
    'error',
    'The text does not follow the grammar of its format',
    (a) => `Expected ${a.expected}, found ${a.found}`,
  ),
  'documents/missing-comma': code<None>('error', 'Two entries have no comma between them', () => `Expected a comma here`),
  'documents/unclosed': code<{ closer: string; found: string }>(
    'error',
    'A bracket is opened and never closed',
    (a) => `Expected ${quote(a.closer)}, found ${a.found}`,
  ),
  'documents/unterminated-string': code<None>(
    'error',
    'A string does not end on its line',
    () => `The string does not end before the end of its line`,
  ),
  'documents/unterminated-comment': code<None>(
    'error',
    'A comment is opened and never closed',
    () => `The comment that starts here does not end`,
  ),
  'documents/unquoted-key': code<{ text: string }>(
    'error',
    'A key needs quotes',
    (a) => `${quote(a.text)} cannot be a key without quotes`,
  ),
  'documents/unquoted-value': code<{ text: string }>(
    'error',
    'A value is a bare word',
    (a) => `${quote(a.text)} is no value; strings need quotes`,
  ),
  'documents/bad-escape': code<{ escape: string }>(
    'error',
    'An escape sequence is not well formed',
    (a) => `${quote(a.escape)} is no escape sequence`,
  ),
  'documents/bad-number': code<{ text: string }>('error', 'A number is not well formed', (a) => `${quote(a.text)} is no number`),
  'documents/json-only': code<{ feature: string }>(
    'error',
    'A .json file uses something that only JSON5 has',
    (a) => `JSON does not have ${a.feature}, and this file is JSON`,
  ),
  'documents/not-a-number': code<{ text: string }>(
    'error',
    'NaN stands where a value belongs',
    (a) => `${a.text} is no value that JSON could carry`,
  ),
  'documents/infinite-number': code<{ text: string }>(
    'error',
    'An infinity stands where a value belongs',
    (a) => `${a.text} is no value that JSON could carry`,
  ),
  'documents/number-too-large': code<{ text: string }>(
    'error',
    'A number is beyond the range of a double',
    (a) => `${quote(a.text)} is larger than any number that can be held`,
  ),
  'documents/inexact-integer': code<{ text: string; nearest: string }>(
    'error',
    'An integer cannot be held exactly by a double',
    (a) => `The integer ${a.text} cannot be held exactly; the nearest that can is ${a.nearest}`,
  ),
  'documents/duplicate-key': code<{ key: string }>(
    'error',
    'An object has the same key twice',
    (a) => `The key ${quote(a.key)} is already used in this object`,
  ),
  'documents/forbidden-key': code<{ key: string }>(
    'error',
    'A key can harm the programs that read the data',
    (a) => `The key ${quote(a.key)} is not allowed, because programs that read the data could be harmed by it`,
  ),
  'documents/lone-surrogate': code<None>(
    'error',
    'A string has half of a surrogate pair',
    () => `The string has half of a surrogate pair, which is no character and cannot be written`,
  ),
  'documents/too-deep': code<{ limit: number }>(
    'error',
    'Objects and arrays are nested deeper than the limit',
    (a) => `Objects and arrays are nested more than ${a.limit} deep here`,
  ),
  'documents/too-large': code<{ bytes: number; limit: number }>(
    'error',
    'A file is larger than the limit',
    (a) => `The file has ${a.bytes} bytes, and the limit is ${a.limit}`,
  ),
  'documents/too-many-errors': code<{ limit: number }>(
    'error',
    'A file has more errors than the limit',
    (a) => `The file has more than ${a.limit} errors; the rest is not shown`,
  ),
  'documents/invalid-utf8': code<{ offset: number }>(
    'error',
    'A file is not encoded in UTF-8',
    (a) => `The file is not valid UTF-8: the byte at offset ${a.offset} does not belong there`,
  ),
  'documents/yaml-syntax': code<{ reason: string }>('error', 'The text is not well-formed YAML', (a) => a.reason),
  'documents/yaml-tag': code<{ tag: string }>(
    'error',
    'A YAML value has a tag of its own',
    (a) => `The tag ${quote(a.tag)} is unknown to the YAML core schema, or does not fit its value`,
  ),
  'documents/yaml-version': code<{ version: string }>(
    'error',
    'A YAML file asks for another version of YAML',
    (a) => `YAML files are read as YAML 1.2, and this one asks for ${quote(a.version)}`,
  ),
  'documents/yaml-many-documents': code<None>(
    'error',
    'A YAML file has more than one document',
    () => `A second YAML document starts here; a file is one document`,
  ),
  'documents/yaml-key': code<{ kind: string }>(
    'error',
    'A YAML key is not a string',
    (a) => `Keys are strings, and this one is ${a.kind}`,
  ),
  'documents/yaml-alias': code<{ name: string; reason: string }>(
    'error',
    'A YAML alias cannot be followed',
    (a) => `The alias ${quote(a.name)} ${a.reason}`,
  ),
  'documents/yaml-merge': code<{ kind: string }>(
    'error',
    'A YAML merge key takes something that is no mapping',
    (a) => `A merge key takes mappings, and this is ${a.kind}`,
  ),
  'documents/yaml-expansion': code<{ limit: number }>(
    'error',
    'YAML aliases unfold to more values than the limit',
    (a) => `The aliases of this file unfold to more than ${a.limit} values`,
  ),
} as const;
