import { code, quote } from '../code-row.ts';

export const hookCodes = {
  'hook/no-place': code<{ reason: string }>(
    'error',
    'There is no place for a hook',
    (a) => `There is no place for a hook: ${a.reason}`,
  ),
  'hook/foreign-folder': code<{ folder: string; reason: string }>(
    'error',
    "The folder of the hooks is not this repository's alone",
    (a) => `The hooks lie in ${quote(a.folder)}, ${a.reason}`,
  ),
  'hook/by-hand': code<{ manager: string; file: string }>(
    'error',
    'Another program writes the hooks here',
    (a) => `${a.manager} writes the hooks here, from ${quote(a.file)}: these lines are for you to add`,
  ),
  'hook/cannot-join': code<{ file: string; reason: string }>(
    'error',
    'A hook of somebody else cannot be joined',
    (a) => `The hook ${quote(a.file)} was left as it is: ${a.reason}`,
  ),
  'hook/unwritable': code<{ file: string; reason: string }>(
    'error',
    'A hook cannot be written',
    (a) => `The hook ${quote(a.file)} cannot be written: ${a.reason}`,
  ),
} as const;
