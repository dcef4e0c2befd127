import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { Draft } from '../../model/schema-world.ts';
import type { Place } from './place.ts';

/** A schema as the validator gets it: references name units, nothing has an identifier, unknown keywords are gone. */
export type LoweredSchema = JsonObject | boolean;

/** A schema that becomes a function of its own. */
export interface Unit {
  /** Unique within its table; the name under which others call it. */
  readonly id: string;
  readonly draft: Draft;
  /** Where it was first met. */
  readonly place: Place;
  readonly schema: LoweredSchema;
  /** Units that its references call. Parts that were cut out of a unit have none: the unit has theirs. */
  readonly calls: ReadonlySet<Unit>;
  /** Those that are called for the very value that this one judges. */
  readonly inPlace: ReadonlySet<Unit>;
}

export interface OpenUnit extends Unit {
  schema: LoweredSchema;
  readonly calls: Set<Unit>;
  readonly inPlace: Set<Unit>;
  open: boolean;
  /** Called by itself, directly or not: its id is in use before its content is known. */
  recursive: boolean;
}

/** A JSON value that must not be taken for a schema: its text. */
export function opaque(value: JsonValue): string {
  return JSON.stringify(value);
}
