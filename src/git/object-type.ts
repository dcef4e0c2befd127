import type { ObjectType } from './object-reader.ts';

/** What a mode of a tree or of the index stands for: `100644`, `120000`, `160000`. */
export function objectType(mode: string): ObjectType {
  if (mode === '120000') return 'symlink';
  return mode === '160000' ? 'submodule' : 'file';
}
