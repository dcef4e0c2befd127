import { expect, test } from 'vitest';
import { isPermission, permissions, permissionsOf, roles, rolesWith } from '../../src/namespaces/role.ts';

test('each role may what those before it may, and more', () => {
  for (const [i, role] of roles.entries()) {
    const before = i === 0 ? [] : permissionsOf(roles[i - 1]!);
    expect(permissionsOf(role).slice(0, before.length)).toEqual(before);
    expect(permissionsOf(role).length).toBeGreaterThan(before.length);
  }
  expect(permissionsOf('admin')).toEqual(permissions);
});

test('what the roles may', () => {
  expect(permissionsOf('viewer')).toEqual(['namespace:read', 'config:read:published']);
  expect(rolesWith('config:write:draft')).toEqual(['editor', 'publisher', 'admin']);
  expect(rolesWith('config:rollback')).toEqual(['publisher', 'admin']);
  expect(rolesWith('schema:write')).toEqual(['admin']);
});

test('only what is a permission is one', () => {
  expect(permissions.every(isPermission)).toBe(true);
  expect(['config:Publish', '', 'toString', '__proto__'].some(isPermission)).toBe(false);
});
