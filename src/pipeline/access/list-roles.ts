import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import { roleOf, type Decisive } from '../../namespaces/decide.ts';
import type { Principal } from '../../namespaces/principal.ts';
import type { Access } from './access.ts';

export interface HeldRole {
  readonly path: string;
  readonly decisive: Decisive;
}

/** The namespaces in which somebody has a role, with the highest that they have there. Namespaces that cannot be used are told. */
export function listRoles(access: Access, person: Principal): Outcome<readonly HeldRole[]> {
  const diagnostics = new Set<Diagnostic>(access.groupsBroken ? access.groupsDiagnostics : []);
  const held: HeldRole[] = [];
  for (const folder of access.folders) {
    const { namespace, broken, diagnostics: found } = access.governing(folder);
    if (broken.length > 0) for (const each of found) diagnostics.add(each);
    const decisive = broken.length > 0 || namespace === undefined ? undefined : roleOf(namespace, access.groups, person);
    if (namespace !== undefined && decisive !== undefined) held.push({ path: namespace.path, decisive });
  }
  return { value: held, diagnostics: [...diagnostics] };
}
