import { compareKeys } from '../../model/canonical-json.ts';
import { kindOf } from '../../model/document-id.ts';
import { buildId } from '../../model/tool-version.ts';
import { compareStates } from '../../workspace/object-tree.ts';
import type { RunMemory } from '../../workspace/run-memory.ts';
import { decodeRunState, encodeRunState, type RunState } from '../../workspace/run-state.ts';
import type { TreeState } from '../../workspace/tree-state.ts';
import type { ChangedIds } from '../changed-ids.ts';
import { nextApps } from '../next-state.ts';
import type { OpenedWorkspace } from '../open-workspace.ts';
import type { BuiltRow } from '../resolve-apps.ts';
import { affectedRows, rowStatus, touchedRows, type StatedTree } from '../stale-apps.ts';
import { documentSubject } from '../verdict-memory.ts';

/** What apps look up, as far as runs before this one found it out. It saves work and decides nothing. */
export interface Remembered {
  /** Whether an app looks up something that changed; undefined where that is not known without compiling it. */
  affectedBy(changed: ChangedIds): (app: string) => boolean | undefined;
  /** What an app looked up the last time; it will look up most of it again. */
  lookUps(app: string): readonly string[];
  note(app: string, lookUps: readonly string[]): void;
  /** For later runs. */
  save(): void;
}

/** Beside what earlier runs found nothing wrong with, whichever command they were of. */
const memoryName = 'verdicts';

/** So few apps are found out again sooner than all of them are written. */
const fewApps = 32;

/** An earlier state with the rows of it that hold no more. */
interface Known {
  readonly state: RunState;
  readonly touched: Uint8Array;
  readonly rows: ReadonlyMap<string, number>;
}

/** @param opened the head of a comparison */
export function rememberedDependencies(opened: OpenedWorkspace): Remembered {
  const { earlier, memory, objects } = opened;
  const own = objects === undefined && earlier !== undefined ? knownFrom(opened, earlier, opened.scanned) : undefined;
  return new RememberedLookUps(opened, own, memory && verdictsOf(opened, memory));
}

function knownFrom({ workspace }: OpenedWorkspace, state: RunState, scanned: OpenedWorkspace['scanned']): Known {
  const touched = touchedRows(state, scanned, workspace.tree as StatedTree, workspace.roots);
  return { state, touched, rows: new Map(state.apps.ids.map((id, row) => [id, row])) };
}

function verdictsOf(opened: OpenedWorkspace, memory: RunMemory): Known | undefined {
  const bytes = opened.objects === undefined || opened.earlier === undefined ? memory.read(memoryName) : undefined;
  const state = bytes === undefined ? opened.objects && opened.earlier : decodeRunState(bytes, buildId);
  if (state === undefined || state.settingsOid !== opened.settingsOid) return undefined;
  return knownFrom(opened, state, compareStates((opened.workspace.tree as StatedTree).state, state.tree));
}

class RememberedLookUps implements Remembered {
  readonly #opened: OpenedWorkspace;
  readonly #verdicts: Known | undefined;
  readonly #known: readonly Known[];
  readonly #found = new Map<string, BuiltRow>();

  constructor(opened: OpenedWorkspace, own: Known | undefined, verdicts: Known | undefined) {
    this.#opened = opened;
    this.#verdicts = verdicts;
    this.#known = [own, verdicts].filter((each) => each !== undefined);
  }

  affectedBy(changed: ChangedIds): (app: string) => boolean | undefined {
    const affected = this.#known.map((known) => ({ ...known, affected: affectedRows(known.state.apps, changed) }));
    return (app) => {
      for (const { rows, touched, affected: hit } of affected) {
        const row = rows.get(app);
        if (row !== undefined && touched[row] === 0) return hit[row] === 1;
      }
      return undefined;
    };
  }

  lookUps(app: string): readonly string[] {
    for (const { rows, state } of this.#known) {
      const { keys, starts, list } = state.apps;
      const row = rows.get(app);
      if (row !== undefined) return [...list.subarray(starts[row], starts[row + 1])].map((key) => keys[key] as string);
    }
    return [];
  }

  note(app: string, dependencies: readonly string[]): void {
    this.#found.set(app, { status: rowStatus.unjudged, content: '', stats: undefined, dependencies });
  }

  save(): void {
    const { memory, workspace, settingsOid } = this.#opened;
    const worthwhile = this.#found.size > fewApps || (this.#found.size > 0 && this.#verdicts === undefined);
    // What is remembered is taken to have no findings about the tree as a whole.
    if (memory === undefined || !worthwhile || workspace.structure.length > 0) return;
    const tree = namedState(workspace.tree as StatedTree);
    if (tree === undefined) return;
    const { index } = workspace;
    const documents = [...index.files.keys()].filter((id) => kindOf(id) !== 'config').sort(compareKeys);
    const apps = nextApps({
      apps: [...index.apps, ...documents.map(documentSubject)] as never,
      rows: this.#found,
      earlier: this.#verdicts?.state,
      stale: this.#verdicts?.touched ?? new Uint8Array(),
    });
    const state: RunState = {
      tool: buildId,
      settings: workspace.settings,
      settingsOid,
      tree,
      savedAt: 0,
      target: '',
      outputBase: '',
      outputExtension: '',
      outputFolders: [],
      outputFolderStats: new Float64Array(),
      schemaSequence: 0,
      sequenceCommit: '',
      apps,
    };
    memory.write(memoryName, encodeRunState(state));
  }
}

/** Names and contents without stats; undefined where a content cannot be known, say because it cannot be read. */
function namedState(tree: StatedTree): TreeState | undefined {
  for (const entry of tree.entries)
    if (entry.type === 'file' && (tree.oidOf?.(entry) ?? entry.oid) === undefined) return undefined;
  return { ...tree.state, folders: [], folderStats: new Float64Array(), fileStats: new Float64Array(), tops: [] };
}
