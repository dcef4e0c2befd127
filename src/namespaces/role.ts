/** From the one that may least to the one that may most: each may what those before it may. */
export const roles = ['viewer', 'editor', 'publisher', 'admin'] as const;
export type Role = (typeof roles)[number];

/** What each role may beyond the one before it. */
const added = {
  viewer: ['namespace:read', 'config:read:published'],
  editor: ['config:read:draft', 'config:write:draft', 'publish-request:create'],
  publisher: ['publish-request:approve', 'publish-request:reject', 'config:publish', 'config:rollback'],
  admin: ['namespace:write', 'roles:manage', 'schema:write', 'namespace:delete'],
} as const satisfies Record<Role, readonly string[]>;

export type Permission = (typeof added)[Role][number];

/** Every permission, those that more roles have first. */
export const permissions: readonly Permission[] = roles.flatMap((role): readonly Permission[] => added[role]);

export function permissionsOf(role: Role): readonly Permission[] {
  return roles.slice(0, roles.indexOf(role) + 1).flatMap((each): readonly Permission[] => added[each]);
}

/** The roles that have a permission, the least first. */
export function rolesWith(permission: Permission): readonly Role[] {
  return roles.filter((role) => permissionsOf(role).includes(permission));
}

export function isPermission(text: string): text is Permission {
  return (permissions as readonly string[]).includes(text);
}
