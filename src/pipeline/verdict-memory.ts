import type { DocumentId } from '../model/document-id.ts';
import { buildId } from '../model/tool-version.ts';
import { ObjectTree } from '../workspace/object-tree.ts';
import type { ChangedIds } from './changed-ids.ts';
import { fetchDependencies } from './fetch-dependencies.ts';
import { nextApps } from './next-state.ts';
import { validatorsName, type OpenedWorkspace } from './open-workspace.ts';
import type { BuiltRow } from './resolve-apps.ts';
import { rowStatus, staleRows } from './stale-apps.ts';

/** An app, by its id, or a document that is judged by itself: `:` and its id. */
export type Subject = string;

export function documentSubject(id: DocumentId): Subject {
  return `:${id}`;
}

/**
 * What earlier runs found nothing wrong with, in whichever commit or index: a verdict holds as long as every look-up that it
 * took is answered with the same contents. What has findings is judged in every run, so that they are told in every run.
 */
export class VerdictMemory {
  readonly #opened: OpenedWorkspace;
  readonly #clean: ReadonlyMap<Subject, boolean>;
  readonly #stale: Uint8Array;
  readonly #rows = new Map<Subject, BuiltRow>();

  /** Undefined where nothing may be remembered, or contents are not known by name. */
  static of(opened: OpenedWorkspace): VerdictMemory | undefined {
    const usable = opened.memory !== undefined && opened.workspace.tree instanceof ObjectTree;
    return usable ? new VerdictMemory(opened) : undefined;
  }

  private constructor(opened: OpenedWorkspace) {
    this.#opened = opened;
    const { earlier, scanned, workspace } = opened;
    const stale = earlier && staleRows(earlier, scanned, workspace.tree as ObjectTree, workspace.roots);
    this.#stale = stale ?? new Uint8Array();
    this.#clean = new Map(earlier?.apps.ids.map((subject, row) => [subject, this.#stale[row] === 0]));
  }

  isClean(subject: Subject): boolean {
    return this.#clean.get(subject) ?? false;
  }

  /** Whether something that a clean subject looked up is among changed ids; undefined of one that is not known to be clean. */
  affectedBy({ ids }: Pick<ChangedIds, 'ids'>): (subject: Subject) => boolean | undefined {
    const { earlier } = this.#opened;
    if (earlier === undefined) return () => undefined;
    const { apps } = earlier;
    const hit = Uint8Array.from(apps.keys, (key) => (ids.has(key) ? 1 : 0));
    const rows = new Map<Subject, number>(apps.ids.map((subject, row) => [subject, row]));
    return (subject) => {
      const row = rows.get(subject);
      if (row === undefined || this.#stale[row] !== 0) return undefined;
      return apps.list.subarray(apps.starts[row], apps.starts[row + 1]).some((key) => hit[key] === 1);
    };
  }

  /** All subjects, where the files have the names that they had and nothing was wrong with those. */
  get known(): readonly Subject[] | undefined {
    return this.#opened.earlier !== undefined && this.#opened.scanned.sameNames ? [...this.#clean.keys()] : undefined;
  }

  /** Before anything is judged again. */
  fetch(): Promise<void> {
    return fetchDependencies(this.#opened, this.#stale);
  }

  note(subject: Subject, clean: boolean, dependencies: readonly string[]): void {
    const status = clean ? rowStatus.Valid : rowStatus.Invalid;
    this.#rows.set(subject, { status, content: '', stats: undefined, dependencies });
  }

  /** @param subjects all there are */
  save(subjects: readonly Subject[]): void {
    const { memory, earlier, scanned, workspace, settingsOid } = this.#opened;
    if (this.#rows.size > 0) {
      const validators = workspace.schemas.exportValidators();
      if (validators !== undefined) memory?.write(validatorsName, validators);
    }
    if (this.#rows.size === 0 && scanned.unchanged) return;
    const apps = nextApps({ apps: subjects as readonly DocumentId[], rows: this.#rows, earlier, stale: this.#stale });
    memory?.save({
      tool: buildId,
      settings: workspace.settings,
      settingsOid,
      tree: scanned.state,
      target: '',
      outputBase: '',
      outputExtension: '',
      outputFolders: [],
      outputFolderStats: new Float64Array(),
      schemaSequence: 0,
      sequenceCommit: '',
      apps,
    });
  }
}
