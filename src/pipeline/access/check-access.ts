import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { parentOf, type DocumentId } from '../../model/document-id.ts';
import { groupsId } from '../../namespaces/groups.ts';
import { namespaceFindings } from '../../namespaces/namespace-findings.ts';
import type { Governance } from '../governance.ts';
import type { Workspace } from '../workspace.ts';
import { loadGroups } from './load-groups.ts';

/** With what the verdict hangs on, in the terms of `ChangedIds`. */
interface Checked {
  readonly diagnostics: readonly Diagnostic[];
  readonly dependencies: readonly string[];
}

/** What is wrong with a namespace document, and with what it inherits from. Takes `prepareFindings`. */
export function checkNamespace(workspace: Workspace, governance: Governance, id: DocumentId): Checked {
  const { value: namespace } = governance.namespace(id);
  const { diagnostics, dependencies } = governance.chain(parentOf(id));
  const { groups, broken } = loadGroups(workspace);
  const own = namespace === undefined ? [] : namespaceFindings(namespace, broken ? undefined : groups);
  return { diagnostics: [...diagnostics, ...own], dependencies: [id, groupsId, ...dependencies] };
}

/** What is wrong with the document of the groups. Takes `prepareFindings`. */
export function checkGroups(workspace: Workspace): Checked {
  return { diagnostics: loadGroups(workspace).diagnostics, dependencies: [groupsId] };
}
