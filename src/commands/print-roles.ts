import { painter } from '../diagnostics/painter.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import type { Principal } from '../namespaces/principal.ts';
import { permissionsOf } from '../namespaces/role.ts';
import type { HeldRole } from '../pipeline/access/list-roles.ts';
import { decisiveJson, reason } from './print-judgement.ts';

/** A line per namespace: role, path, what gives it. */
export function rolesText(person: Principal, held: readonly HeldRole[], colour: boolean): string {
  const paint = painter(colour);
  if (held.length === 0) return `${person.text} has no role in any namespace\n`;
  const width = Math.min(60, Math.max(...held.map(({ path }) => path.length)));
  const lines = held.map(({ path, decisive }) =>
    [decisive.role.padEnd(9), visibleText(path).padEnd(width), paint.dim(reason(decisive))].join('  '),
  );
  return `${lines.join('\n')}\n`;
}

/** For programs. The shape is documented in `docs/commands/access-list.md`. */
export function rolesJson(person: Principal, held: readonly HeldRole[]): string {
  const namespaces = held.map(({ path, decisive }) => ({
    namespace: path,
    role: decisive.role,
    permissions: permissionsOf(decisive.role),
    decidedBy: decisiveJson(decisive),
  }));
  return `${JSON.stringify({ formatVersion: 1, user: person.text, namespaces }, null, 2)}\n`;
}
