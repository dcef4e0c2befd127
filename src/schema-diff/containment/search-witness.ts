import type { JsonValue } from '../../model/json.ts';
import { sampleValues } from './sample-values.ts';
import type { SchemaClass } from './schema-class.ts';
import type { Solver } from './solver.ts';

const MAX_DOCUMENTS = 400;
/** Of the interpreter, for all documents, to each step that the proof may take. */
const STEPS = 6;
/** Steps of the interpreter that cost as much as one of the proof. */
const STEPS_OF_PROOF = 16;

/**
 * Tries values that are near the edges of two schemas; the last resort where nothing was proved.
 *
 * @param steps that the proof might take
 */
export function searchWitness(
  first: SchemaClass,
  second: SchemaClass,
  solver: Solver,
  tells: (value: JsonValue) => boolean,
  steps: number,
): { readonly value: JsonValue } | undefined {
  const { interpreter, work } = solver.parts;
  let left = steps * STEPS;
  const judge = (schema: SchemaClass, value: JsonValue) => {
    const verdict = interpreter.accepts(schema, value);
    left -= interpreter.taken;
    work.note(interpreter.taken / STEPS_OF_PROOF);
    return verdict;
  };
  for (const value of sampleValues([first, second], MAX_DOCUMENTS)) {
    if (left < 0) return undefined;
    if (judge(first, value) === false) continue;
    if (judge(second, value) !== true && tells(value)) return { value };
  }
  return undefined;
}
