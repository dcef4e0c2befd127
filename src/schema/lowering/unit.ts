import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { Draft } from '../dialects/dialect.ts';
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

/** Raised while lowering, where the way back is long; turned into a diagnostic by whoever began. */
export class TooComplex extends Error {}

const MAX_UNITS = 100_000;
const MAX_NESTING = 400;

/** Units by place, and by content: schemas that spell out the same things share them. */
export class UnitTable {
  readonly #byPlace = new Map<string, OpenUnit>();
  readonly #byContent = new Map<string, Unit>();
  /** In the order in which they were completed: what a unit calls stands before it, unless they call each other. */
  readonly complete: Unit[] = [];
  readonly #prefix: string;
  readonly #sharing: boolean;
  #next = 0;
  #nesting = 0;

  /** @param sharing whether units of equal content may be one; they lose where they come from */
  constructor(prefix: string, sharing: boolean) {
    this.#prefix = prefix;
    this.#sharing = sharing;
  }

  /** The unit of a place; `lower` is called once for it. */
  at(key: string, place: Place, lower: (unit: OpenUnit) => LoweredSchema): Unit {
    const known = this.#byPlace.get(key);
    if (known !== undefined) {
      known.recursive ||= known.open;
      return known;
    }
    const unit = this.#open(place);
    this.#byPlace.set(key, unit);
    this.#nesting += 1;
    try {
      if (this.#nesting > MAX_NESTING) throw new TooComplex(`more than ${MAX_NESTING} references lead from one to the next`);
      unit.schema = lower(unit);
    } catch (error) {
      // A unit that was left half done must not be taken for one that accepts everything.
      this.#byPlace.delete(key);
      throw error;
    } finally {
      this.#nesting -= 1;
    }
    const shared = this.#finish(unit);
    if (shared !== unit) this.#byPlace.set(key, shared as OpenUnit);
    return shared;
  }

  /** The unit of a subschema that was lowered already. */
  of(place: Place, schema: LoweredSchema): Unit {
    const unit = this.#open(place);
    unit.schema = schema;
    return this.#finish(unit);
  }

  #open(place: Place): OpenUnit {
    this.#next += 1;
    if (this.#next > MAX_UNITS) throw new TooComplex(`more than ${MAX_UNITS} parts`);
    const { draft } = place.resource.dialect;
    const id = `${this.#prefix}${this.#next}`;
    return { id, draft, place, schema: true, calls: new Set(), inPlace: new Set(), open: true, recursive: false };
  }

  #finish(unit: OpenUnit): Unit {
    unit.open = false;
    if (this.#sharing && !unit.recursive) {
      const content = `${unit.draft} ${JSON.stringify(unit.schema)}`;
      const same = this.#byContent.get(content);
      if (same !== undefined) return same;
      this.#byContent.set(content, unit);
    }
    this.complete.push(unit);
    return unit;
  }
}

/** A JSON value that must not be taken for a schema: its text. */
export function opaque(value: JsonValue): string {
  return JSON.stringify(value);
}
