import type { Place } from './place.ts';
import { TooComplex } from './too-complex.ts';
import type { LoweredSchema, OpenUnit, Unit } from './unit.ts';

/** For one schema with all that it reaches. */
const MAX_UNITS = 20_000;

/** References that lead from one to the next are followed at once so far; the rest is put off, whatever their number. */
const MAX_NESTING = 150;

interface Deferred {
  readonly unit: OpenUnit;
  readonly lower: (unit: OpenUnit) => LoweredSchema;
}

/** What was added since work began, to be taken back where it fails. */
interface Work {
  readonly places: string[];
  readonly contents: string[];
  readonly completeBefore: number;
  readonly deferred: Deferred[];
  units: number;
  nesting: number;
}

/** Units by place, and by content: schemas that spell out the same things share them. */
export class UnitTable {
  readonly #byPlace = new Map<string, OpenUnit>();
  readonly #byContent = new Map<string, Unit>();
  /** In the order in which they were completed: mostly, what a unit calls stands before it. */
  readonly complete: Unit[] = [];
  readonly #prefix: string;
  readonly #sharing: boolean;
  #next = 0;
  #work: Work | undefined;

  /** @param sharing whether units of equal content may be one; they lose where they come from */
  constructor(prefix: string, sharing: boolean) {
    this.#prefix = prefix;
    this.#sharing = sharing;
  }

  /** The unit of a place; `lower` is called once for it. @throws TooComplex, and nothing of it stays behind */
  at(key: string, place: Place, lower: (unit: OpenUnit) => LoweredSchema): Unit {
    const known = this.#byPlace.get(key);
    if (known !== undefined) {
      known.recursive ||= known.open;
      return known;
    }
    return this.#work === undefined ? this.#whole(() => this.#enter(key, place, lower)) : this.#enter(key, place, lower);
  }

  /** The unit of a subschema that was lowered already. */
  of(place: Place, schema: LoweredSchema): Unit {
    const unit = this.#open(place);
    unit.schema = schema;
    return this.#finish(unit);
  }

  #enter(key: string, place: Place, lower: (unit: OpenUnit) => LoweredSchema): Unit {
    const work = this.#work as Work;
    const unit = this.#open(place);
    this.#byPlace.set(key, unit);
    work.places.push(key);
    if (work.nesting >= MAX_NESTING) {
      unit.recursive = true;
      work.deferred.push({ unit, lower });
      return unit;
    }
    work.nesting += 1;
    unit.schema = lower(unit);
    work.nesting -= 1;
    const shared = this.#finish(unit);
    if (shared !== unit) this.#byPlace.set(key, shared as OpenUnit);
    return shared;
  }

  #whole(begin: () => Unit): Unit {
    const work: Work = { places: [], contents: [], completeBefore: this.complete.length, deferred: [], units: 0, nesting: 0 };
    this.#work = work;
    try {
      const unit = begin();
      for (let next = work.deferred.pop(); next !== undefined; next = work.deferred.pop()) {
        work.nesting = 0;
        next.unit.schema = next.lower(next.unit);
        this.#finish(next.unit);
      }
      return unit;
    } catch (error) {
      // What was left half done must not be taken for schemas that accept everything.
      for (const key of work.places) this.#byPlace.delete(key);
      for (const content of work.contents) this.#byContent.delete(content);
      this.complete.length = work.completeBefore;
      throw error;
    } finally {
      this.#work = undefined;
    }
  }

  #open(place: Place): OpenUnit {
    this.#next += 1;
    if (this.#work !== undefined) {
      this.#work.units += 1;
      if (this.#work.units > MAX_UNITS) throw new TooComplex(`it has more than ${MAX_UNITS} parts`);
    }
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
      this.#work?.contents.push(content);
    }
    this.complete.push(unit);
    return unit;
  }
}
