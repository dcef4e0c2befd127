import { code } from '../code-row.ts';

export const documentsCodes = {
  'documents/syntax': code<{ expected: string; found: string }>(
    'error',
    'The text does not follow the grammar of its format',
    (a) => `Expected ${a.expected}, found ${a.found}`,
  ),
} as const;
