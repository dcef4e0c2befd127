import { decide, type Decisive } from '../../namespaces/decide.ts';
import type { Principal } from '../../namespaces/principal.ts';
import { rolesWith, type Permission } from '../../namespaces/role.ts';
import type { Access, Governed } from './access.ts';

/** `unsure`: documents that could decide otherwise cannot be used. */
export type Judgement =
  | { readonly verdict: 'allowed'; readonly decisive: Decisive }
  | { readonly verdict: 'denied' }
  | { readonly verdict: 'unsure'; readonly because: string };

/** Whether somebody may do something. What cannot be known is never taken for a yes. */
export function judgePermission(
  access: Access,
  { namespace, broken }: Governed,
  person: Principal,
  permission: Permission,
): Judgement {
  if (broken[0] !== undefined) return { verdict: 'unsure', because: broken[0] };
  if (namespace === undefined) return { verdict: 'denied' };
  const decisive = decide(namespace, access.groups, person, permission);
  if (decisive !== undefined) return { verdict: 'allowed', decisive };
  const byGroup = rolesWith(permission).some((role) => namespace.roles[role].some(({ principal }) => principal.kind === 'group'));
  return access.groupsBroken && byGroup ? { verdict: 'unsure', because: 'groups' } : { verdict: 'denied' };
}
