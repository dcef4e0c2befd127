import { expect, it } from 'vitest';
import type { JsonValue } from '../../src/model/json.ts';
import { accepts, bound } from './bind-schemas.ts';

/** A schema and values that it accepts and rejects. */
export type JudgingCase = readonly [
  title: string,
  schema: JsonValue,
  accepted: readonly JsonValue[],
  rejected: readonly JsonValue[],
];

/** @param uri the `$schema` that goes into each schema */
export function itJudges(uri: string, cases: readonly JudgingCase[]): void {
  it.each(cases)('%s', async (_title, schema, accepted, rejected) => {
    const judged = await bound({ $schema: uri, ...(schema as object) });
    for (const data of accepted) expect([data, accepts(judged, data)]).toEqual([data, true]);
    for (const data of rejected) expect([data, accepts(judged, data)]).toEqual([data, false]);
  });
}
