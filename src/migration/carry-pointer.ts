import type { Chain, Path, Step } from './step.ts';

/** Where a place of the data is after a chain; undefined where a step takes it away. `touched` tells that some step led it elsewhere. */
export interface CarriedPointer {
  readonly tokens: readonly string[] | undefined;
  readonly touched: boolean;
}

/** What becomes of a place, whatever stands there. Conversions leave it where it is. */
export function carryPointer(tokens: readonly string[], chain: Chain): CarriedPointer {
  let at: readonly string[] = tokens;
  let touched = false;
  for (const step of chain) {
    const next = carryOnce(at, step);
    if (next === undefined) return { tokens: undefined, touched: true };
    touched ||= next !== at;
    at = next;
  }
  return { tokens: at, touched };
}

/** The same list where the step does not concern it. */
function carryOnce(tokens: readonly string[], step: Step): readonly string[] | undefined {
  const place: Path = [...step.scope, ...step.at];
  if (!startsWith(tokens, place)) return tokens;
  const rest = tokens.slice(place.length);
  switch (step.op) {
    case 'remove':
      return undefined;
    case 'rename':
      return [...tokens.slice(0, place.length - 1), step.to, ...rest];
    case 'move':
      return [...tokens.slice(0, step.scope.length), ...step.to, ...rest];
    case 'wrap':
      return rest.length === 0 ? tokens : [...tokens.slice(0, place.length), '0', ...rest];
    case 'head':
      if (rest.length === 0) return tokens;
      return rest[0] === '0' ? [...tokens.slice(0, place.length), ...rest.slice(1)] : undefined;
    default:
      return tokens;
  }
}

export function startsWith(tokens: readonly string[], path: Path): boolean {
  return path.length <= tokens.length && path.every((token, i) => token === null || token === tokens[i]);
}
