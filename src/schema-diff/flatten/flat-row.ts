import type { JsonValue } from '../../model/json.ts';
import type { Pointer } from '../../model/pointer.ts';

/** One place of the data that a schema describes. What is undefined is not said by the schema. */
export interface FlatRow {
  /**
   * Segments joined by `/`: the name of a property, `Item` for the items of an array, `Item[0]` for one with a place of its own,
   * `<pattern>` for the properties whose names match, `*` for all other properties. A `/` in a name is `~1`, a `~` is `~0`.
   * Empty for the value as a whole.
   */
  readonly path: string;
  /** `string`, `integer`, `secret-ref`, `binary`, `string | null`, `any`, `never`. */
  readonly type: string;
  /** Within the branch where the row belongs to one. */
  readonly required: boolean;
  /** With what stands at secrets withheld; so are `allowedValues`. */
  readonly default: JsonValue | undefined;
  readonly allowedValues: readonly JsonValue[] | undefined;
  /** Of a number, of the length of a text, or of a count. */
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** The bound itself is not allowed. */
  readonly exclusiveMin: boolean;
  readonly exclusiveMax: boolean;
  readonly format: string | undefined;
  readonly unit: string | undefined;
  readonly pattern: string | undefined;
  readonly description: string | undefined;
  readonly deprecated: boolean;
  /** The branches that know the place, where it is not there in all cases. */
  readonly when: readonly string[];
  /** The path of the same schema further up; it is not followed again. */
  readonly recursive: string | undefined;
  /** Where the schema speaks of the place. */
  readonly schema: { readonly document: string; readonly pointer: Pointer };
}

export interface FlatSchema {
  readonly rows: readonly FlatRow[];
  /** Why there are not all rows; undefined where there are. */
  readonly cut: string | undefined;
}
