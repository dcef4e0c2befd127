import { compareKeys } from '../../model/canonical-json.ts';
import { childId, type DocumentId } from '../../model/document-id.ts';
import type { EffectiveNamespace } from '../../namespaces/effective-namespace.ts';
import { groupsId } from '../../namespaces/groups.ts';
import { namespacePath } from '../../namespaces/namespace.ts';
import type { OwnerRule } from '../../namespaces/owner-rule.ts';
import { parsePrincipal, type Principal } from '../../namespaces/principal.ts';
import type { Role } from '../../namespaces/role.ts';
import { inRepository, settingsName } from '../../workspace/find-workspace.ts';
import { familyOf } from '../evolution/family-documents.ts';
import type { Workspace } from '../workspace.ts';
import type { Access } from './access.ts';
import { RealFolders } from './real-folders.ts';

export interface OwnerRules {
  /** In the order of a file in which the later one decides. */
  readonly rules: readonly OwnerRule[];
  /** What no rule can say; sentences. */
  readonly notes: readonly string[];
}

/**
 * Who owns which part of the repository, by the namespaces: of a folder those who may publish there, of namespace documents, the
 * settings, groups and schemas the admins, of a schema family its owner.
 *
 * @param file where the list of owners itself stands; undefined where it stands nowhere
 */
export function ownerRules(access: Access, file: string | undefined): OwnerRules {
  const real = new RealFolders(access.workspace);
  const notes: string[] = [];
  const folders: OwnerRule[] = [];
  const namespaces: OwnerRule[] = [];
  for (const folder of access.folders) {
    const { namespace, broken } = access.governing(folder);
    for (const id of broken) notes.push(`${id} cannot be used: what is further up decides alone`);
    if (namespace === undefined) continue;
    const owners = publishersOf(namespace);
    if (owners.length === 0) notes.push(`Nobody may publish in ${namespacePath(folder)}, and it names no owner`);
    for (const path of real.of(folder)) {
      folders.push({ path, what: 'folder', owners });
      namespaces.push({ path, what: 'namespaces', owners: adminsOf(namespace) });
    }
  }
  const top = topRules(access, file, real);
  if (access.governing(undefined).namespace === undefined)
    notes.push('There is no namespace for the root of the tree: nobody owns the settings, the groups and the schemas');
  return { rules: [...inOrder(folders), ...inOrder(top), ...inOrder(namespaces)], notes: [...new Set(notes)] };
}

function publishersOf(namespace: EffectiveNamespace): readonly Principal[] {
  return firstOf(namespace, ['publisher', 'admin']);
}

function adminsOf(namespace: EffectiveNamespace): readonly Principal[] {
  return firstOf(namespace, ['admin']);
}

/** Those of the first role that anybody has, else the owner. */
function firstOf({ roles, owner }: EffectiveNamespace, wanted: readonly Role[]): readonly Principal[] {
  const role = wanted.find((each) => roles[each].length > 0);
  const found = role === undefined ? [owner?.principal] : roles[role].map(({ principal }) => principal);
  const people = new Map<string, Principal>();
  for (const each of found) if (each !== undefined && !people.has(each.key)) people.set(each.key, each);
  return [...people.values()].sort((a, b) => compareKeys(a.key, b.key));
}

/** What the whole workspace hangs on: its settings, groups and schemas, and the list of owners. */
function topRules(access: Access, file: string | undefined, real: RealFolders): OwnerRule[] {
  const { workspace } = access;
  const { namespace } = access.governing(undefined);
  const owners = namespace === undefined ? [] : adminsOf(namespace);
  const groups = workspace.index.files.get(groupsId)?.entry.path;
  const files = [inRepository(workspace.location, settingsName), groups, file].flatMap((path) => path ?? []);
  const schemas = workspace.roots.filter(({ at }) => at === 'schemas').map(({ folder }) => folder);
  return [
    ...(namespace === undefined ? [] : files.map((path): OwnerRule => ({ path, what: 'file', owners }))),
    ...(namespace === undefined ? [] : schemas.map((path): OwnerRule => ({ path, what: 'folder', owners }))),
    ...[...workspace.index.versions.keys()].flatMap((family) => familyRules(workspace, family, real)),
  ];
}

function familyRules(workspace: Workspace, family: DocumentId, real: RealFolders): OwnerRule[] {
  const owner = workspace.index.files.has(childId(family, 'family')) ? familyOf(workspace, family).value.owner : undefined;
  const principal = owner === undefined ? undefined : parsePrincipal(owner);
  if (principal === undefined) return [];
  return real.of(family).map((path) => ({ path, what: 'folder', owners: [principal] }));
}

/**
 * From the outside in. A folder may be mounted in several namespaces, one in the other: the innermost has it. A rule that
 * says what the one around it says goes without saying.
 */
function inOrder(rules: readonly OwnerRule[]): OwnerRule[] {
  const kept: OwnerRule[] = [];
  /** Those that the rule at hand lies in, from the outside in: what begins alike stands together. */
  const around: { readonly path: string; readonly keys: string }[] = [];
  const byPath = new Map(rules.map((rule) => [pathOf(rule), rule]));
  for (const [path, rule] of [...byPath].sort(([a], [b]) => compareKeys(a, b))) {
    while (around.length > 0 && !path.startsWith(around.at(-1)?.path ?? '')) around.pop();
    const keys = keysOf(rule);
    if (around.at(-1)?.keys === keys) continue;
    kept.push(rule);
    if (rule.what !== 'file') around.push({ path, keys });
  }
  return kept;
}

function pathOf({ path, what }: OwnerRule): string {
  return what === 'file' || path === '' ? path : `${path}/`;
}

function keysOf({ owners }: OwnerRule): string {
  return owners.map(({ key }) => key).join(' ');
}
