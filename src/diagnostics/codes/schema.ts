import { code, list, quote } from '../code-row.ts';

export const schemaCodes = {
  'schema/not-found': code<{ schema: string; near: readonly string[] }>(
    'error',
    'A bound or referenced schema does not exist',
    (a) => `There is no schema ${quote(a.schema)}${a.near.length > 0 ? `; the nearest are ${list(a.near, 3)}` : ''}`,
  ),
} as const;
