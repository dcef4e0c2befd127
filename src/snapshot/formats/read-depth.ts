import type { JsonValue } from '../../model/json.ts';

/** Deeper documents are read as damaged: it bounds the recursion of everything that walks what came from a file. */
export const READ_DEPTH = 1000;

/** The engine's parser has no limit of its own; recursion over what it returns would run out of stack. */
export function isWithinDepth(value: JsonValue, depth = READ_DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  for (const item of Object.values(value)) if (!isWithinDepth(item, depth - 1)) return false;
  return true;
}
