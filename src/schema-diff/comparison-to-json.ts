import type { JsonObject } from '../model/json.ts';
import { changeToJson } from './change-to-json.ts';
import type { Comparison } from './comparison.ts';

/** `{mode, verdict, changes, witness}`; the witness is left out where none was found. */
export function comparisonToJson(comparison: Comparison): JsonObject {
  const { mode, verdict, backward, forward, changes, witnessOf, witnessEnvironment } = comparison;
  return {
    mode,
    verdict,
    backward,
    forward,
    changes: changes.map(changeToJson),
    ...(comparison.witness === undefined ? {} : { witness: comparison.witness }),
    ...(witnessOf === undefined ? {} : { witnessOf }),
    ...(witnessEnvironment === undefined ? {} : { witnessEnvironment }),
  };
}
