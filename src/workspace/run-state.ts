import { deserialize, serialize } from 'node:v8';
import type { Settings } from './settings.ts';
import type { TreeState } from './tree-state.ts';

/** What the last run found out about each app, in columns. Row i belongs to `ids[i]`. */
export interface AppsState {
  readonly ids: readonly string[];
  /** See `appStatuses`. */
  readonly status: Uint8Array;
  /** Identity of the snapshot's content, all but `resolvedAt`; empty where no snapshot was written. */
  readonly content: readonly string[];
  /** Stats of the snapshot file, `statWidth` numbers each. */
  readonly outputs: Float64Array;
  /** What apps depend on: document ids, also of documents that do not exist, and schema families (`schemas/x/*`). */
  readonly keys: readonly string[];
  /** The keys of app i are `keys[list[starts[i]]]` to `keys[list[starts[i + 1] - 1]]`. */
  readonly starts: Int32Array;
  readonly list: Int32Array;
}

/** The memory of a workspace between runs. It saves work and never decides an answer: without it the result is the same. */
export interface RunState {
  /** Version of confman that wrote it: another one starts afresh. */
  readonly tool: string;
  readonly settings: Settings;
  /** Blob id of the settings file; empty where there is none. */
  readonly settingsOid: string;
  readonly tree: TreeState;
  /** When it was kept, in milliseconds since the epoch: stats of outputs that are younger are not trusted. */
  readonly savedAt: number;
  /** Where the snapshots are and in which format. */
  readonly target: string;
  /** Absolute path of the folder of the snapshots, and the ending of their names. */
  readonly outputBase: string;
  readonly outputExtension: string;
  /** Folders of the snapshots with their stats: an untouched folder holds the files that the last run left in it. */
  readonly outputFolders: readonly string[];
  readonly outputFolderStats: Float64Array;
  readonly schemaSequence: number;
  /** The commit it was counted at. */
  readonly sequenceCommit: string;
  readonly apps: AppsState;
}

/** A separator that no path and no id can have. */
const separator = '\0';

export function encodeRunState(state: RunState): Buffer {
  const { tree, apps } = state;
  return serialize({
    ...state,
    outputFolders: join(state.outputFolders),
    tree: { ...tree, folders: join(tree.folders), files: join(tree.files), tops: join(tree.tops), oids: join(tree.oids) },
    apps: { ...apps, ids: join(apps.ids), content: join(apps.content), keys: join(apps.keys) },
  });
}

/**
 * Columns of text are split when they are asked for: a run that finds nothing to do never asks for most of them.
 *
 * @param bytes that this machine sealed: what they hold is trusted to be a state, but may be of another version
 */
export function decodeRunState(bytes: Buffer, tool: string): RunState | undefined {
  try {
    const state = deserialize(bytes) as Encoded;
    if (state.tool !== tool) return undefined;
    const { tree, apps, outputFolders } = state;
    return {
      ...state,
      outputFolders: split(outputFolders),
      tree: lazily(tree, ['folders', 'files', 'tops', 'oids']) as TreeState,
      apps: lazily(apps, ['ids', 'content', 'keys']) as AppsState,
    };
  } catch {
    return undefined;
  }
}

function lazily(columns: object, names: readonly string[]): object {
  const result = { ...columns };
  for (const name of names) {
    const text = (columns as Readonly<Record<string, string>>)[name] as string;
    let known: string[] | undefined;
    Object.defineProperty(result, name, { enumerable: true, get: () => (known ??= split(text)) });
  }
  return result;
}

type Joined<T> = { readonly [K in keyof T]: T[K] extends readonly string[] ? string : T[K] };

interface Encoded extends Omit<RunState, 'tree' | 'apps' | 'outputFolders'> {
  readonly outputFolders: string;
  readonly tree: Joined<TreeState>;
  readonly apps: Joined<AppsState>;
}

/** Long columns of text as one string each: a hundred times faster to read back than a list. */
function join(texts: readonly string[]): string {
  return texts.length === 0 ? '' : texts.join(separator) + separator;
}

function split(text: string): string[] {
  return text === '' ? [] : text.slice(0, -1).split(separator);
}
