import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { poolId } from './workload/layers.mjs';

/**
 * Gives a number in a document another value, the way a person would: the rest of the file stays as it is.
 *
 * @param {string} workspace
 * @param {string} id
 * @param {string} key first member of this name
 */
function bump(workspace, id, key) {
  const file = join(workspace, 'configs', `${id}.json5`);
  const before = readFileSync(file, 'utf8');
  const after = before.replace(
    new RegExp(`(\\b${key}: )(\\d+)`),
    (_, name, value) => `${name}${Number(value) > 20 ? value - 1 : Number(value) + 1}`,
  );
  if (after === before) throw new Error(`${file} has no number ${key}`);
  writeFileSync(file, after);
}

/** One app changes. @param {string} workspace @param {string} app */
export function editOwnLayer(workspace, app) {
  bump(workspace, `${app}/config`, 'replicas');
}

/** A fragment that fragments refer to; about two apps in three reach it. @param {string} workspace */
export function editNestedFragment(workspace) {
  bump(workspace, poolId(1), 'acquireMs');
}

/** A value that every app inherits. @param {string} workspace */
export function editGlobalLayer(workspace) {
  bump(workspace, 'system/global', 'revision');
}
