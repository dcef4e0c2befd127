import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearestNames } from '../../model/nearest-names.ts';

export function unknownFamily(name: string, families: readonly string[]): Diagnostic {
  const near = nearestNames(name.startsWith('schemas/') ? name : `schemas/${name}`, families, 3);
  const hint = near[0] === undefined ? 'Run confman schema list to see all families' : `Write ${near[0]}`;
  return diagnostic('schema/not-found', { schema: name, near }, { hint });
}
