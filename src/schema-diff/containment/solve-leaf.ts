import type { Found, Literal } from './literal.ts';
import type { Situation } from './situation.ts';
import { refutesInArray, solveArray } from './solve-array.ts';
import { solveNumber } from './solve-number.ts';
import { refutesInObject, solveObject } from './solve-object.ts';
import { solveText } from './solve-text.ts';
import type { Finder } from './finder.ts';
import { ARRAY, NUMBER, OBJECT, STRING } from './type-mask.ts';

/** A value for what is known, choices left aside. */
export function solveLeaf(situation: Situation, solver: Finder): Found {
  switch (situation.kind) {
    case NUMBER:
      return solveNumber(situation, solver.parts.checks);
    case STRING:
      return solveText(situation.leaves, solver);
    case ARRAY:
      return solveArray(situation.leaves, solver);
    case OBJECT:
      return solveObject(situation.leaves, solver);
    default:
      return { is: 'unknown', reason: 'values of this type are listed' };
  }
}

/** Whether a demand cannot be met beside what is known; looks no further than it has to. */
export function refutes(situation: Situation, demand: Literal, solver: Finder): boolean {
  if (situation.kind === OBJECT) return refutesInObject(situation.leaves, demand, solver);
  return situation.kind === ARRAY && refutesInArray(situation.leaves, demand, solver);
}
