import type { JsonValue } from '../model/json.ts';
import type { ValidationContext } from './bound-schema.ts';
import { StepLimit, type RunContext } from './engine/run-context.ts';
import { TooComplex } from './lowering/too-complex.ts';
import type { Judge } from './engine/runtime.ts';

/** Whether a value is accepted and nothing has to be warned of. A value that takes too long is not accepted. */
export function runJudge(
  judge: Judge,
  context: RunContext,
  maxSteps: number,
  data: JsonValue,
  { environment, anyEnvironment }: ValidationContext,
): boolean {
  return accepts(judge, context, maxSteps, data, { environment, anyEnvironment }) && !context.warned;
}

/** Whether a value is accepted, with warnings or without. */
export function accepts(
  judge: Judge,
  context: RunContext,
  maxSteps: number,
  data: JsonValue,
  { environment, anyEnvironment }: ValidationContext,
): boolean {
  context.start(maxSteps, environment, anyEnvironment === true);
  try {
    return judge(data);
  } catch (error) {
    // Units that call each other for every level of the data can also run out of stack.
    if (error instanceof StepLimit || error instanceof RangeError || error instanceof TooComplex) return false;
    throw error;
  }
}
