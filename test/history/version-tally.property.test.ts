import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/model/json.ts';
import type { CompiledApp } from '../../src/pipeline/compiled-app.ts';
import type { AppState } from '../../src/pipeline/history/app-state.ts';
import { VersionCollector } from '../../src/pipeline/history/version-collector.ts';
import { VersionTally } from '../../src/pipeline/history/version-tally.ts';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);

function stateOf(data: JsonObject | undefined): AppState {
  // Of an app that is compiled, data alone is looked at here.
  const app = { id: 'shop', data, status: 'NotValidated', schema: undefined } as unknown as CompiledApp;
  return { kind: 'there', app, schemes: [] };
}

const value: fc.Arbitrary<JsonValue> = fc.constantFrom<JsonValue>(1, 2, null, [1]);
const states: fc.Arbitrary<AppState> = fc.oneof(
  fc.constant<AppState>({ kind: 'invalid' }),
  fc.constant<AppState>({ kind: 'absent' }),
  fc.constant(stateOf({})),
  value.map((a) => stateOf({ a })),
);

test(`as many are counted as there are versions in the history (seed ${seed})`, () => {
  fc.assert(
    fc.property(fc.array(states, { minLength: 1, maxLength: 12 }), (line) => {
      const collector = new VersionCollector('/a', []);
      const tally = new VersionTally('/a');
      for (const [since, state] of line.entries()) {
        collector.add(state, since);
        if (state.kind !== 'invalid') tally.add(tally.see(state));
      }
      const versions = collector.end();
      expect(tally.counted.count).toBe(versions.length);
      expect(versions.at(-1)?.state ?? 'set').toBe('set');
      const newest = versions[0];
      expect(tally.counted.value).toEqual(newest?.state === 'set' ? newest.value : undefined);
    }),
    { seed, numRuns: 2000 },
  );
});
