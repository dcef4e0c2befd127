import type { JsonValue } from '../model/json.ts';
import { StepLimit, type RunContext } from './engine/run-context.ts';
import type { Judge } from './engine/runtime.ts';
import { TooComplex } from './lowering/too-complex.ts';

/** About a tenth of a second: comparison judges many documents, all of them small. */
const MAX_STEPS = 1_000_000;

/** Whether a value is accepted, with warnings or without; undefined where that could not be found out within bounds. */
export function judgeBounded(
  judge: () => Judge,
  context: RunContext,
  maxSteps: number,
  data: JsonValue,
  environment: string | undefined,
): boolean | undefined {
  try {
    const judged = judge();
    context.start(Math.min(maxSteps, MAX_STEPS), environment, environment === undefined);
    return judged(data);
  } catch (error) {
    if (error instanceof StepLimit || error instanceof RangeError || error instanceof TooComplex) return undefined;
    throw error;
  }
}
