import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isArray, isObject, type JsonValue } from '../../../src/model/json.ts';
import { traceAt, type Trace } from '../../../src/model/provenance.ts';
import { Compilers } from '../../../src/pipeline/build-apps.ts';
import { InheritedTraces } from '../../../src/pipeline/effective/inherited-traces.ts';
import { workspaceArbitrary } from '../arbitrary-workspace.ts';
import { memoryWorkspace } from '../memory-workspace.ts';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);
const numRuns = Number(process.env['FC_RUNS'] ?? 150);

function* placesOf(value: JsonValue, at: readonly string[] = []): Generator<readonly string[]> {
  yield at;
  if (isObject(value) || isArray(value)) for (const [key, child] of Object.entries(value)) yield* placesOf(child, [...at, key]);
}

/** All that can be seen of the provenance of a value and its parts. */
function told(trace: Trace, value: JsonValue): unknown {
  const parts = isObject(value) || isArray(value) ? Object.entries(value) : [];
  const { origin, strategy, lost, key } = trace;
  const site = key && [key.source.path, key.pointer];
  return [
    {
      ...origin,
      source: origin.source.path,
      via: origin.via.map(({ site: hop, target }) => [hop.source.path, hop.pointer, target]),
    },
    [strategy, site, lost && [lost.value, told(lost.trace, null)]],
    parts.map(([name, part]) => [name, told(traceAt(trace, [name]), part)]),
  ];
}

function valueAt(value: JsonValue, tokens: readonly string[]): JsonValue {
  return tokens.reduce<JsonValue>((at, token) => (at as Record<string, JsonValue>)[token]!, value);
}

/** Random workspaces seldom have values that come from a shared layer untouched; this one always has. */
const sharing = {
  'configs/global.json5': '{ tls: { min: 1, max: 3 }, pool: 10 }',
  'configs/apps/cascade.json5': '{ layers: [{ id: "global" }, { id: "{app}" }] }',
  'configs/apps/a/config.json5': '{ pool: 20 }',
  'configs/apps/b/config.json5': '{ name: "b" }',
};

test(`what is inherited has the provenance that compiling with provenance gives it (seed ${seed})`, async () => {
  let inherited = 0;
  await fc.assert(
    fc.asyncProperty(workspaceArbitrary, async (files) => {
      const workspace = memoryWorkspace(files);
      await workspace.prepareFindings();
      const compilers = new Compilers(workspace);
      for (const id of workspace.index.apps) {
        const [quick, whole] = [compilers.fast.compile(id), compilers.recording.compile(id)];
        const { data } = quick;
        if (quick.suspect || data === undefined || whole.trace === undefined) continue;
        const traces = new InheritedTraces(quick, new Compilers(workspace).recording);
        for (const place of placesOf(data)) {
          const found = traces.at(place);
          if (found === undefined) continue;
          inherited += 1;
          const value = valueAt(data, place);
          expect(told(found, value)).toEqual(told(traceAt(whole.trace, place), value));
        }
      }
    }),
    { seed, numRuns, examples: [[sharing]] },
  );
  expect(inherited).toBeGreaterThan(0);
});
