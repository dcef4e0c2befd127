import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { compareKeys } from '../../model/canonical-json.ts';
import { kindOf, parentOf, type DocumentId } from '../../model/document-id.ts';
import { effectiveNamespace, type EffectiveNamespace } from '../../namespaces/effective-namespace.ts';
import type { Groups } from '../../namespaces/groups.ts';
import { namespaceFindings } from '../../namespaces/namespace-findings.ts';
import { Compilers } from '../build-apps.ts';
import type { Governance } from '../governance.ts';
import type { Workspace } from '../workspace.ts';
import { loadGroups } from './load-groups.ts';

/** The namespace that holds for a folder, an app or a document. */
export interface Governed {
  /** Undefined where no namespace holds. */
  readonly namespace: EffectiveNamespace | undefined;
  /**
   * Namespace documents of its chain that cannot be used: those further up decide alone, and whoever needs to be sure has to ask
   * for them to be mended.
   */
  readonly broken: readonly DocumentId[];
  /** What is wrong with them. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Who may do what in a workspace. Everything is read from its source: the working tree, the index or a commit. */
export class Access {
  readonly workspace: Workspace;
  readonly groups: Groups;
  /** The document of the groups cannot be used: nobody is known to be in any group. */
  readonly groupsBroken: boolean;
  /** Of the document of the groups. */
  readonly groupsDiagnostics: readonly Diagnostic[];
  readonly #governance: Governance;
  readonly #governed = new Map<string, Governed>();

  /** @param workspace with findings prepared */
  constructor(workspace: Workspace) {
    this.workspace = workspace;
    this.#governance = new Compilers(workspace).recording.governance;
    const { groups, broken, diagnostics } = loadGroups(workspace);
    this.groups = groups;
    this.groupsBroken = broken;
    this.groupsDiagnostics = diagnostics;
  }

  /** Folders that have a namespace document, the outermost first; undefined is the root of the tree. */
  get folders(): readonly (DocumentId | undefined)[] {
    const ids = [...this.workspace.index.files.keys()].filter((id) => kindOf(id) === 'namespace');
    // Not the folders themselves: undefined would come last, whatever the order.
    return ids.sort((a, b) => compareKeys(parentOf(a) ?? '', parentOf(b) ?? '')).map((id) => parentOf(id));
  }

  /** @param folder of an app or of documents, whether or not it is there; undefined for the root of the tree */
  governing(folder: DocumentId | undefined): Governed {
    const { scope, broken, diagnostics } = this.#governance.chain(folder);
    const key = scope.chain[0]?.id ?? '';
    const known = broken.length === 0 ? this.#governed.get(key) : undefined;
    if (known !== undefined) return known;
    const governed = { namespace: effectiveNamespace(scope), broken, diagnostics };
    if (broken.length === 0) this.#governed.set(key, governed);
    return governed;
  }

  /** What is wrong with the namespace document of a folder, and with what it inherits from. */
  findings(folder: DocumentId | undefined): readonly Diagnostic[] {
    const { scope, diagnostics } = this.#governance.chain(folder);
    const known = this.groupsBroken ? undefined : this.groups;
    return [...diagnostics, ...scope.chain.flatMap((namespace) => namespaceFindings(namespace, known))];
  }
}

export async function openAccess(workspace: Workspace): Promise<Access> {
  await workspace.prepareFindings();
  return new Access(workspace);
}
