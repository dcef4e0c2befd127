import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/model/json.ts';
import type { SchemaWorld } from '../../src/model/schema-world.ts';
import { compareSchemas } from '../../src/schema-diff/compare-schemas.ts';
import { plainSchemaWorld } from '../../src/schema/plain-schema-world.ts';

interface Group {
  readonly schema: JsonValue;
  readonly tests: readonly { readonly data: JsonValue }[];
}

interface Sound {
  readonly world: SchemaWorld;
  readonly schema: JsonValue;
  readonly documents: readonly JsonValue[];
}

const suite = join(dirname(createRequire(import.meta.url).resolve('json-schema-test-suite/package.json')), 'tests/draft4');
const groups = readdirSync(suite, { recursive: true })
  .map(String)
  .filter((path) => path.endsWith('.json'))
  .sort()
  .flatMap((path) => JSON.parse(readFileSync(join(suite, path), 'utf8')) as Group[]);

const drafts = [
  'http://json-schema.org/draft-04/schema#',
  'http://json-schema.org/draft-06/schema#',
  'http://json-schema.org/draft-07/schema#',
  'https://json-schema.org/draft/2019-09/schema',
  'https://json-schema.org/draft/2020-12/schema',
];

/** The published package has the suite of draft-04; as far as its schemas are sound in other drafts, they are compared there too. */
describe('the schemas of the public suite', () => {
  it.each(drafts)('%s: each with itself and with its neighbours', async (draft) => {
    const sound = (await Promise.all(groups.map((group) => read(group, draft)))).flatMap((each) => each ?? []);
    expect(sound.length).toBeGreaterThan(50);
    for (const [i, one] of sound.entries()) {
      const again = (await plainSchemaWorld(one.schema)).value as SchemaWorld;
      const { verdict, changes } = compareSchemas(one.world, again, { mode: 'full' });
      expect({ verdict, changes }, JSON.stringify(one.schema)).toEqual({ verdict: 'compatible', changes: [] });
      checkPair(one, sound[(i + 1) % sound.length] as Sound);
    }
  });
});

async function read({ schema, tests }: Group, draft: string): Promise<Sound | undefined> {
  const stated = typeof schema === 'object' ? { $schema: draft, ...(schema as JsonObject) } : schema;
  const { value, diagnostics } = await plainSchemaWorld(stated);
  if (value === undefined || diagnostics.some(({ severity }) => severity === 'error')) return undefined;
  return { world: value, schema: stated, documents: tests.map(({ data }) => data) };
}

/** What is called safe, no document of either suite contradicts. */
function checkPair(old: Sound, now: Sound): void {
  const { backward, forward } = compareSchemas(old.world, now.world, { mode: 'full' });
  const differ = (a: Sound, b: Sound): readonly JsonValue[] =>
    [...old.documents, ...now.documents].filter((each) => a.world.accepts(each) === true && b.world.accepts(each) === false);
  const pair = JSON.stringify([old.schema, now.schema]);
  if (backward === 'safe') expect(differ(old, now), pair).toEqual([]);
  if (forward === 'safe') expect(differ(now, old), pair).toEqual([]);
}
