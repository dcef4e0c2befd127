import { code, quote } from '../code-row.ts';

export const snapshotCodes = {
  'snapshot/verify-mismatch': code<{ app: string; expected: string; found: string }>(
    'error',
    'A released snapshot is not what its commit gives',
    (a) => `The snapshot of ${quote(a.app)} has digest ${a.found}, its sources give ${a.expected}`,
  ),
} as const;
