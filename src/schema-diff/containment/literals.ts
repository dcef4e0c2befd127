import type { ClassTable } from './class-table.ts';
import type { Demand, Literal } from './literal.ts';
import type { Part } from './part.ts';
import type { SchemaClass } from './schema-class.ts';

/** Makes literals, one object for each. */
export class Literals {
  readonly #table: ClassTable;
  readonly #byId = new Map<number, Literal>();
  readonly #schemas = new Map<SchemaClass, number>();
  readonly #demands = new Map<string, Literal>();

  constructor(table: ClassTable) {
    this.#table = table;
  }

  part(part: Part<SchemaClass>, positive: boolean): Literal {
    return this.#numbered(this.#table.atom(part).id, part, positive);
  }

  atom({ id, part }: { readonly id: number; readonly part: Part<SchemaClass> }, positive: boolean): Literal {
    return this.#numbered(id, part, positive);
  }

  /** That a value is as a schema says, or is not. */
  schema(schema: SchemaClass, positive: boolean): Literal {
    let id = this.#schemas.get(schema);
    if (id === undefined) {
      id = this.#table.atom({ op: 'schema', schema }).id;
      this.#schemas.set(schema, id);
    }
    return this.#numbered(id, { op: 'schema', schema }, positive);
  }

  /** Odd negative ids: nothing denies a demand. */
  demand(key: string, make: () => Demand): Literal {
    let demand = this.#demands.get(key);
    if (demand === undefined) {
      demand = { id: -2 * this.#demands.size - 3, positive: true, part: make() };
      this.#demands.set(key, demand);
    }
    return demand;
  }

  #numbered(atom: number, part: Part<SchemaClass>, positive: boolean): Literal {
    const id = atom * 2 + (positive ? 1 : 0);
    let literal = this.#byId.get(id);
    if (literal === undefined) this.#byId.set(id, (literal = { id, positive, part }));
    return literal;
  }
}

/** The id of what denies a literal; of a demand, that of nothing. */
export function denialOf({ id }: Literal): number {
  return id < 0 ? NaN : id ^ 1;
}
