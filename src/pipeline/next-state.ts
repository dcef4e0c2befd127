import type { DocumentId } from '../model/document-id.ts';
import { putStat, statWidth } from '../workspace/file-stat.ts';
import type { AppsState, RunState } from '../workspace/run-state.ts';
import type { BuiltRow } from './resolve-apps.ts';
import { rowStatus } from './stale-apps.ts';

export interface NextAppsInput {
  /** Every app of the workspace, sorted. */
  readonly apps: readonly DocumentId[];
  readonly rows: ReadonlyMap<string, BuiltRow>;
  readonly earlier: RunState | undefined;
  readonly stale: Uint8Array;
}

/** The apps of the next state: rows of this run, and earlier rows for the rest. */
export function nextApps({ apps, rows, earlier, stale }: NextAppsInput): AppsState {
  const columns = new Columns(apps.length);
  const before = new Map((earlier?.apps.ids ?? []).map((id, row) => [id, row]));
  for (const app of apps) {
    const built = rows.get(app);
    const row = before.get(app);
    if (built !== undefined) columns.addBuilt(app, built);
    else if (earlier !== undefined && row !== undefined) columns.addEarlier(earlier.apps, row, stale[row] === 1);
    else columns.addUnknown(app);
  }
  return columns.finish();
}

class Columns {
  readonly #ids: string[] = [];
  readonly #status: Uint8Array;
  readonly #content: string[] = [];
  readonly #outputs: Float64Array;
  readonly #keys: string[] = [];
  readonly #keyRows = new Map<string, number>();
  readonly #starts: Int32Array;
  readonly #list: number[] = [];

  constructor(size: number) {
    this.#status = new Uint8Array(size);
    this.#outputs = new Float64Array(size * statWidth);
    this.#starts = new Int32Array(size + 1);
  }

  addBuilt(id: string, { status, content, stats, dependencies }: BuiltRow): void {
    const row = this.#add(id, status, content);
    if (stats !== undefined) putStat(this.#outputs, row * statWidth, stats);
    for (const key of dependencies) this.#list.push(this.#keyRow(key));
    this.#starts[row + 1] = this.#list.length;
  }

  addEarlier(apps: AppsState, from: number, stale: boolean): void {
    const status = stale ? rowStatus.stale : (apps.status[from] as number);
    const row = this.#add(apps.ids[from] as string, status, apps.content[from] as string);
    for (let i = 0; i < statWidth; i++) this.#outputs[row * statWidth + i] = apps.outputs[from * statWidth + i] as number;
    const end = apps.starts[from + 1] as number;
    for (let at = apps.starts[from] as number; at < end; at++)
      this.#list.push(this.#keyRow(apps.keys[apps.list[at] as number] as string));
    this.#starts[row + 1] = this.#list.length;
  }

  addUnknown(id: string): void {
    const row = this.#add(id, rowStatus.stale, '');
    this.#starts[row + 1] = this.#list.length;
  }

  finish(): AppsState {
    return {
      ids: this.#ids,
      status: this.#status,
      content: this.#content,
      outputs: this.#outputs,
      keys: this.#keys,
      starts: this.#starts,
      list: Int32Array.from(this.#list),
    };
  }

  #add(id: string, status: number, content: string): number {
    this.#status[this.#ids.length] = status;
    this.#content.push(content);
    return this.#ids.push(id) - 1;
  }

  #keyRow(key: string): number {
    const known = this.#keyRows.get(key);
    if (known !== undefined) return known;
    const row = this.#keys.push(key) - 1;
    this.#keyRows.set(key, row);
    return row;
  }
}
