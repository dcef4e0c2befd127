import type { JsonValue } from '../../model/json.ts';
import { sampleValues } from './sample-values.ts';
import type { SchemaClass } from './schema-class.ts';
import type { Solver } from './solver.ts';

const MAX_DOCUMENTS = 400;
/** Of the interpreter, for all documents. */
const MAX_STEPS = 1_000_000;

/** Tries values that are near the edges of two schemas; the last resort where nothing was proved. */
export function searchWitness(
  first: SchemaClass,
  second: SchemaClass,
  solver: Solver,
  tells: (value: JsonValue) => boolean,
): { readonly value: JsonValue } | undefined {
  const { interpreter } = solver.parts;
  let steps = 0;
  for (const value of sampleValues([first, second], MAX_DOCUMENTS)) {
    if (steps > MAX_STEPS) return undefined;
    const isWithin = interpreter.accepts(first, value);
    steps += interpreter.taken;
    if (isWithin === false) continue;
    const isAccepted = interpreter.accepts(second, value);
    steps += interpreter.taken;
    if (isAccepted !== true && tells(value)) return { value };
  }
  return undefined;
}
