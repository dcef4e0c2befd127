import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isObject } from '../../model/json.ts';
import type { Site } from '../../model/source.ts';
import { groupFindings } from '../../namespaces/group-findings.ts';
import { groupsId, mostMembers, noGroups, readGroups, type Groups } from '../../namespaces/groups.ts';
import type { Workspace } from '../workspace.ts';

export interface LoadedGroups {
  readonly groups: Groups;
  /** The document cannot be used: nobody is known to be in any group. */
  readonly broken: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

const known = new WeakMap<Workspace, LoadedGroups>();

/** The groups of a workspace, read once; without their document there are none. Takes `prepareFindings`. */
export function loadGroups(workspace: Workspace): LoadedGroups {
  const loaded = known.get(workspace) ?? load(workspace);
  known.set(workspace, loaded);
  return loaded;
}

function load(workspace: Workspace): LoadedGroups {
  const document = workspace.run.document(groupsId);
  if (document === undefined) return { groups: noGroups, broken: false, diagnostics: [] };
  if (document.value === undefined) return { groups: noGroups, broken: true, diagnostics: document.diagnostics };
  const shape = workspace.run.shape('groups', document, true);
  if (shape.length > 0 || !isObject(document.value))
    return { groups: noGroups, broken: true, diagnostics: [...document.diagnostics, ...shape] };
  const groups = readGroups(document.source, document.value);
  const lists = [...[...groups.all.values()].map(({ members }) => members), ...groups.people.all];
  const found = lists.reduce((sum, { length }) => sum + length, 0);
  if (found > mostMembers) {
    const site: Site = { source: document.source, pointer: '', at: { start: 0, end: 0 } };
    const hint = 'Leave out who needs no role here: whoever can read the repository can read what is published';
    return {
      groups: noGroups,
      broken: true,
      diagnostics: [diagnostic('namespaces/too-many-members', { found, limit: mostMembers }, { site, hint })],
    };
  }
  return { groups, broken: false, diagnostics: [...document.diagnostics, ...groupFindings(groups)] };
}
