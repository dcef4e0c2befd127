import type { JsonValue } from '../../model/json.ts';
import { sampleValues } from './sample-values.ts';
import type { SchemaClass } from './schema-class.ts';
import type { Solver } from './solver.ts';

const MAX_DOCUMENTS = 400;

/** Tries values that are near the edges of two schemas; the last resort where nothing was proved. */
export function searchWitness(
  first: SchemaClass,
  second: SchemaClass,
  solver: Solver,
  tells: (value: JsonValue) => boolean,
): { readonly value: JsonValue } | undefined {
  const { interpreter } = solver.parts;
  for (const value of sampleValues([first, second], MAX_DOCUMENTS)) {
    if (interpreter.accepts(first, value) === false || interpreter.accepts(second, value) === true) continue;
    if (tells(value)) return { value };
  }
  return undefined;
}
