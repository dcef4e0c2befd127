import { code, quote } from '../code-row.ts';

type Compared = { rule: string; level: string; what: string; old: string; new: string };

const told = (a: Compared): string => `${a.what} (${a.rule})`;

export const schemaDiffCodes = {
  'schema-diff/breaking': code<Compared>('error', 'A change between two schemas breaks what was asked for', told),
  'schema-diff/undecided': code<Compared>('warning', 'A change between two schemas may break what was asked for', told),
  'schema-diff/change': code<Compared>('info', 'A change between two schemas breaks nothing', told),
  'schema-diff/unbound-app': code<{ app: string; schema: string | null; version: string }>(
    'error',
    'An app without a schema family was to be resolved for another version',
    (a) =>
      `${quote(a.app)} has no version ${quote(a.version)}: it is bound to ${a.schema === null ? 'no schema' : `${quote(a.schema)}, which is no version of a family`}`,
  ),
  'schema-diff/no-family': code<{ schema: string }>(
    'error',
    'Something that needs a version of a family was asked of another schema',
    (a) => `${quote(a.schema)} is no version of a schema family`,
  ),
  'schema-diff/missing-in-apps': code<{ pointer: string; because: string; failing: number; total: number }>(
    'error',
    'Several apps lack a property that the newer schema requires',
    (a) =>
      `${a.failing} of ${a.total} apps fail: ${quote(a.pointer)} is required${a.because === '' ? '' : ` where ${a.because}`}, and missing in what their layers come to`,
  ),
} as const;
