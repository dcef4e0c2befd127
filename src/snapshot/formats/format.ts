import type { Outcome } from '../../diagnostics/diagnostic.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Snapshot } from '../snapshot.ts';

export interface RenderOptions {
  /** The data alone, without the envelope. */
  readonly bare: boolean;
  /** True when every object of the data has its keys in code-unit order and no key is an array index. */
  readonly sorted: boolean;
}

export interface SnapshotFormat {
  /** The bytes of a snapshot's file; undefined, with findings, where the format cannot hold a value. */
  readonly render: (snapshot: Snapshot, options: RenderOptions) => Outcome<Uint8Array | undefined>;
  /** The document in a file; undefined where it is none that `render` could have written. Never throws, whatever the bytes are. */
  readonly read: (bytes: Uint8Array) => JsonObject | undefined;
}
