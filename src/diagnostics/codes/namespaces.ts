import { code, quote } from '../code-row.ts';

export const namespacesCodes = {
  'namespaces/wrong-path': code<{ stated: string; path: string }>(
    'error',
    'The path of a namespace document is not its folder',
    (a) => `The namespace states the path ${quote(a.stated)}, but its place gives it ${quote(a.path)}`,
  ),
} as const;
