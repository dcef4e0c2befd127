import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { put } from './sandbox.ts';

/** One change of a workspace, the same in every copy of it. */
export interface Edit {
  readonly what: string;
  apply(folder: string): void;
}

/** One round: some edits, then a run. */
export interface Round {
  readonly edits: readonly Edit[];
  /** What happens to the memory of earlier runs before this one. */
  readonly memory: MemoryEvent;
  /** Stamps get old enough to be trusted before the edits. */
  readonly pause: boolean;
  readonly apps: readonly string[];
  readonly cache: boolean;
  readonly check: boolean;
  readonly allowInvalid: boolean;
}

export type MemoryEvent = 'kept' | 'deleted' | 'truncated' | 'damaged' | 'of an earlier run' | 'of another workspace' | 'rubbish';

const apps = [
  'apps/billing/eu-1',
  'apps/billing/eu-2',
  'apps/billing/us-1',
  'apps/db',
  'apps/web/front',
  'apps/web/back',
] as const;
const fragments = ['frag/net', 'frag/dns', 'frag/last', 'frag/unused'] as const;
const layers = ['system/global', 'system/region/eu', 'system/region/us', 'system/stage/prod', 'apps/billing/default'] as const;
const targets = [
  ...fragments,
  'frag/last#/ip',
  'apps/db',
  'apps/db/config',
  'apps/web/front',
  'env/{environment}',
  'frag/net#/dns',
] as const;

const scalar = fc.constantFrom('1', '2', '"x"', '[1]', '{ "in": 1 }', 'null');
const reference = fc.constantFrom(...targets).map((target) => `{ "$ref": "${target}" }`);
const member = fc.tuple(
  fc.constantFrom('a', 'b', 'ip', 'dns', 'list'),
  fc.oneof({ weight: 3, arbitrary: scalar }, { weight: 2, arbitrary: reference }),
);
const directive = fc.constantFrom('"list": { "$append": [7] }', '"a": { "$unset": true }', '"list": { "$union": [1, 2] }');
const text = fc
  .tuple(fc.uniqueArray(member, { selector: ([key]) => key, maxLength: 3 }), fc.option(directive, { freq: 4 }))
  .map(([members, extra]) => {
    const parts = members.map(([key, value]) => `"${key}": ${value}`);
    if (extra !== null && !members.some(([key]) => extra.startsWith(`"${key}"`))) parts.push(extra);
    return `{ ${parts.join(', ')} }`;
  });
const broken = fc.constantFrom('{ "a": ', '{ "$nothing": 1 }', '[1]', '');

function writing(id: string, content: string): Edit {
  return {
    what: `${id} = ${content}`,
    apply: (folder) => {
      const path = fileOf(folder, id) ?? `configs/${id}.json5`;
      put(folder, { [path]: content });
    },
  };
}

/** The file of an id, whatever its format is by now. */
function fileOf(folder: string, id: string): string | undefined {
  return ['json5', 'yaml', 'json', 'yml']
    .map((extension) => `configs/${id}.${extension}`)
    .find((path) => existsSync(join(folder, path)));
}

const write = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...fragments) },
      { weight: 4, arbitrary: fc.constantFrom(...layers) },
      { weight: 4, arbitrary: fc.constantFrom(...apps).map((app) => `${app}/config`) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('apps/db', 'system/global/config', 'apps/billing/default/config', 'config', 'frag/net/config'),
      },
    ),
    fc.oneof({ weight: 9, arbitrary: text }, { weight: 1, arbitrary: broken }),
  )
  .map(([id, content]) => writing(id, content));

const cascade = fc
  .tuple(
    fc.constantFrom('cascade', 'apps/cascade', 'apps/billing/cascade', 'apps/billing/eu-1/cascade', 'apps/web/cascade'),
    fc.subarray(['system/global', 'system/region/eu', 'frag/net', 'system/stage/{stage}', 'apps/db']),
    fc.constantFrom('"instances": "apps/billing/{region}-{n}", ', '"instances": "apps/{kind}/{x}", ', ''),
    fc.constantFrom('{ "/list": "append" }', '{ "/list": "union" }', '{}'),
  )
  .map(([id, ids, instances, merge]) => {
    const all = [...ids.map((layer) => `{ "id": "${layer}", "optional": true }`), '{ "id": "{app}" }'];
    return writing(id, `{ ${instances}"layers": [${all.join(', ')}], "merge": ${merge} }`);
  });

const namespace = fc
  .tuple(
    fc.constantFrom('namespace', 'apps/namespace', 'apps/db/namespace', 'apps/billing/namespace', 'system/namespace'),
    fc.constantFrom(
      '"vars": { "environment": "test" }',
      '"vars": { "stage": "prod", "environment": "prod" }',
      '"inherit": false',
      '"extends": "/apps/billing"',
      '"extends": "/system", "vars": { "stage": "prod" }',
      '"vars": {}',
      '"vars": { "environment": "prod" }, "schema": "schemas/s"',
      '"vars": { "environment": "prod" }, "schema": "schemas/s/v1"',
    ),
  )
  .map(([id, body]) => writing(id, `{ ${body} }`));

/** Schemas that fill in, that merge, that refer to each other, that refuse, and that are none. */
const schema = fc
  .tuple(
    fc.constantFrom('s/v1', 's/v2', 's/v1.1', 'shared/v1'),
    fc.constantFrom(
      '{ "properties": { "filled": { "default": 1 } } }',
      '{ "properties": { "list": { "x-confman-merge": "append" } } }',
      '{ "properties": { "ip": { "type": "string" } } }',
      '{ "$ref": "schemas/shared" }',
      '{ "$ref": "../shared/v1.json", "required": ["a"] }',
      '{ "type": 5 }',
      '{ ',
    ),
    fc.boolean(),
  )
  .map(([name, content, gone]): Edit => ({
    what: `schema ${name} ${gone ? 'goes' : `= ${content}`}`,
    apply: (folder) => {
      if (gone) rmSync(join(folder, `schemas/${name}.json`), { force: true });
      else put(folder, { [`schemas/${name}.json`]: content });
    },
  }));

const settings = fc
  .constantFrom(
    '{ vars: { stage: "prod" } }',
    '{ vars: { stage: "other", environment: "test" } }',
    '{ vars: { stage: "prod" }, mounts: [{ at: "system/stage", from: "platform" }] }',
    '{ vars: { stage: "prod" }, mounts: [{ at: "frag/more", from: "platform" }] }',
    '{ vars: { stage: "prod" }, mounts: [{ at: "apps/mounted", from: "platform" }] }',
    '{ vars: { stage: "prod" }, limits: { references: 3 } }',
    '{ nonsense: 1 }',
  )
  .map((content): Edit => ({ what: `settings ${content}`, apply: (folder) => put(folder, { 'confman.json5': content }) }));

const remove = fc
  .constantFrom(
    ...fragments,
    ...layers,
    ...apps,
    'apps/billing/cascade',
    'apps/cascade',
    'cascade',
    'namespace',
    'apps/db/namespace',
    'config',
    'apps/db/config',
    'apps/billing/eu-1/cascade',
    'apps/web',
  )
  .map((id): Edit => ({
    what: `remove ${id}`,
    apply: (folder) => {
      const file = fileOf(folder, id);
      if (file !== undefined) rmSync(join(folder, file));
      else rmSync(join(folder, 'configs', id), { recursive: true, force: true });
    },
  }));

const changeFormat = fc
  .tuple(fc.constantFrom(...fragments, ...layers, 'apps/db/config'), fc.constantFrom('yaml', 'yml', 'json5', 'json'))
  .map(([id, extension]): Edit => ({
    what: `${id} to ${extension}`,
    apply: (folder) => {
      const file = fileOf(folder, id);
      if (file !== undefined) renameSync(join(folder, file), join(folder, `configs/${id}.${extension}`));
    },
  }));

const move = fc
  .tuple(
    fc.constantFrom(...apps, 'frag', 'apps/web', 'system/region'),
    fc.constantFrom('apps/web/back', 'apps/moved', 'frag', 'system/region', 'apps/billing/us-9'),
  )
  .map(([from, to]): Edit => ({
    what: `move ${from} to ${to}`,
    apply: (folder) => {
      const [source, target] = [join(folder, 'configs', from), join(folder, 'configs', to)];
      if (!existsSync(source) || existsSync(target) || target.startsWith(source)) return;
      mkdirSync(dirname(target), { recursive: true });
      renameSync(source, target);
    },
  }));

const mountedFile = fc
  .tuple(fc.constantFrom('platform/prod.json5', 'platform/x/config.json5', 'platform/extra.json5'), text)
  .map(([path, content]): Edit => ({ what: `${path} = ${content}`, apply: (folder) => put(folder, { [path]: content }) }));

const touch = fc.constantFrom(...fragments, ...layers, 'apps/db/config').map((id): Edit => ({
  what: `touch ${id}`,
  apply: (folder) => {
    const file = fileOf(folder, id);
    if (file !== undefined) utimesSync(join(folder, file), 1000, 1000);
  },
}));

/** The same size and the same time of modification: only the time of the change tells. */
const stealthy = fc.constantFrom(...fragments, 'apps/db/config', 'system/global').map((id): Edit => ({
  what: `change ${id} by stealth`,
  apply: (folder) => {
    const file = fileOf(folder, id);
    if (file === undefined) return;
    const path = join(folder, file);
    const { atime, mtime } = statSync(path);
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(/[12]/, (digit) => (digit === '1' ? '2' : '1')),
    );
    utimesSync(path, atime, mtime);
  },
}));

const snapshot = fc
  .tuple(
    fc.constantFrom(...apps, 'apps/ghost', 'apps/web/ghost'),
    fc.constantFrom('remove', 'garbage', 'other', 'same size', 'ghost'),
  )
  .map(([app, how]): Edit => ({ what: `snapshot of ${app}: ${how}`, apply: (folder) => editSnapshot(folder, app, how) }));

function editSnapshot(folder: string, app: string, how: string): void {
  const path = join(folder, `resolved/${app}.json`);
  const db = join(folder, 'resolved/apps/db.json');
  if (how === 'ghost' && existsSync(db) && existsSync(dirname(path))) {
    if (!existsSync(path)) writeFileSync(path, readFileSync(db, 'utf8').replace('apps/db/resolved', `${app}/resolved`));
  } else if (!existsSync(path)) return;
  else if (how === 'remove') rmSync(path);
  else if (how === 'garbage') writeFileSync(path, '{}');
  else if (how === 'other' && existsSync(db)) writeFileSync(path, readFileSync(db));
  else if (how === 'same size') writeFileSync(path, readFileSync(path, 'utf8').replace(/[a-z]/, 'Z'));
}

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 8, arbitrary: write },
  { weight: 2, arbitrary: cascade },
  { weight: 2, arbitrary: namespace },
  { weight: 2, arbitrary: schema },
  { weight: 1, arbitrary: settings },
  { weight: 3, arbitrary: remove },
  { weight: 2, arbitrary: changeFormat },
  { weight: 2, arbitrary: move },
  { weight: 1, arbitrary: mountedFile },
  { weight: 1, arbitrary: touch },
  { weight: 2, arbitrary: stealthy },
  { weight: 3, arbitrary: snapshot },
);

const memory = fc.oneof(
  { weight: 12, arbitrary: fc.constant<MemoryEvent>('kept') },
  {
    weight: 3,
    arbitrary: fc.constantFrom<MemoryEvent>(
      'deleted',
      'truncated',
      'damaged',
      'of an earlier run',
      'of another workspace',
      'rubbish',
    ),
  },
);

const selection = fc.oneof(
  { weight: 4, arbitrary: fc.constant<readonly string[]>([]) },
  { weight: 1, arbitrary: fc.constantFrom<readonly string[]>(['apps/db'], ['apps/billing/*'], ['apps/**'], ['apps/nobody']) },
);

const mostly = (value: boolean): fc.Arbitrary<boolean> => fc.integer({ min: 0, max: 7 }).map((n) => (n === 0 ? !value : value));

export const roundsArbitrary: fc.Arbitrary<Round[]> = fc.array(
  fc.record({
    edits: fc.array(edit, { maxLength: 3 }),
    memory,
    pause: fc.boolean(),
    apps: selection,
    cache: mostly(true),
    check: mostly(false),
    allowInvalid: mostly(false),
  }),
  { minLength: 3, maxLength: 7 },
);
