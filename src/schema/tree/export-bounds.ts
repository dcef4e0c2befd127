import { member, type JsonObject } from '../../model/json.ts';
import type { Exporting } from './exporting.ts';

export interface Bounds {
  readonly Min?: number;
  readonly Max?: number;
}

type Loser = Pick<Exporting, 'lose'>;

/** The values of two keywords; no bounds where they contradict each other. */
export function bothBounds(exporting: Loser, schema: JsonObject, least: string, most: string): Bounds {
  const [min, max] = [member(schema, least), member(schema, most)];
  return consistent(typeof min === 'number' ? min : undefined, typeof max === 'number' ? max : undefined, () =>
    exporting.lose(schema, most, `it contradicts ${least}`),
  );
}

export function consistent(min: number | undefined, max: number | undefined, contradiction: () => void): Bounds {
  if (min !== undefined && max !== undefined && min > max) {
    contradiction();
    return { Min: min };
  }
  return { ...(min === undefined ? {} : { Min: min }), ...(max === undefined ? {} : { Max: max }) };
}
