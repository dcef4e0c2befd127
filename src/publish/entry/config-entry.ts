import type { JsonValue } from '../../model/json.ts';
import type { RequestState } from '../model/request.ts';

/** What a field holds: the value types of the specification, section 6. */
export type EntryType = 'string' | 'number' | 'boolean' | 'json' | 'binary' | 'secret-ref';

/** A value of an app with what is known of it. All of it is told by git: nothing of an entry is stored. Secrets are masked. */
export interface ConfigEntry {
  /** Path of the namespace of the app; null where none holds. */
  readonly namespace: string | null;
  /** `apps/shop/eu#/pool`, as requests name it. */
  readonly key: string;
  readonly type: EntryType;
  /** By the schema. */
  readonly description: string | null;
  /** Null where the protected branch has no such value. */
  readonly published: PublishedValue | null;
  /** What the newest open request would make of it; null where none changes it. */
  readonly draft: DraftValue | null;
  readonly metadata: { readonly created: string | null; readonly createdBy: string | null; readonly tags: readonly string[] };
}

export interface PublishedValue {
  readonly value: JsonValue;
  /** 1 is the first; null where the history is cut off. */
  readonly version: number | null;
  /** ISO 8601, UTC. */
  readonly publishedAt: string;
  readonly publishedBy: string;
  readonly publishRequestId: string | null;
}

export interface DraftValue {
  /** Null where the request takes the value out: `removed` is true then. */
  readonly value: JsonValue;
  readonly removed: boolean;
  /** That it would have. */
  readonly version: number | null;
  readonly state: RequestState;
  readonly updatedAt: string;
  readonly updatedBy: string;
  readonly publishRequestId: string;
}
