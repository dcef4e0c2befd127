import { describe, expect, test } from 'vitest';
import { compileMemory } from '../pipeline/compile-memory.ts';
import { marked } from '../pipeline/marked.ts';

const layers = (...ids: string[]): string => JSON.stringify({ layers: [...ids, '{app}'].map((id) => ({ id })) });

describe('a reference to an app folder', () => {
  const files = {
    'configs/global.json5': '{ level: "global", list: [1], region: "{none}" }',
    'configs/apps/db/cascade.json5': layers('global'),
    'configs/apps/db/config.json5': '{ _id: "apps/db/config", level: "own", list: { $append: [2] }, pool: { max: 5 } }',
  };

  test('stands for its resolved data, and a part of it for a part', async () => {
    const { data, findings, apps } = await compileMemory({
      ...files,
      'configs/apps/web/config.json5':
        '{ db: { $ref: "apps/db" }, max: { $ref: "/apps/db#/pool/max" }, last: { $ref: "apps/db#/list/1" } }',
    });
    expect(findings).toEqual([]);
    expect(data('apps/web')).toEqual({
      db: { level: 'own', list: [1, 2], pool: { max: 5 }, region: '{none}' },
      last: 2,
      max: 5,
    });
    expect(apps.get('apps/web')?.dependencies).toEqual(expect.arrayContaining(['global', 'apps/db/config', 'apps/db/cascade']));
  });

  test('with siblings merges them over it', async () => {
    const { data } = await compileMemory({
      ...files,
      'configs/apps/web/config.json5':
        '{ db: { $ref: "apps/db", list: { $append: [3] }, pool: { min: 1 }, level: { $unset: true } } }',
    });
    expect(data('apps/web')).toEqual({ db: { list: [1, 2, 3], pool: { max: 5, min: 1 }, region: '{none}' } });
  });

  test('its config is the raw document', async () => {
    const { data, findings } = await compileMemory({
      ...files,
      'configs/apps/web/config.json5': '{ pool: { $ref: "apps/db/config#/pool" }, raw: { $ref: "apps/db/config" }, list: [0] }',
    });
    expect(findings).toEqual([]);
    expect(data('apps/web')).toEqual({ list: [0], pool: { max: 5 }, raw: { level: 'own', list: [2], pool: { max: 5 } } });
  });

  test('placeholders in it are those of the referred app', async () => {
    const { data, findings } = await compileMemory({
      'configs/apps/one/config.json5': '{ me: { $ref: "who/{name}" } }',
      'configs/apps/two/config.json5':
        '{ me: { $ref: "who/{name}" }, other: { $ref: "apps/one" }, raw: { $ref: "apps/one/config" } }',
      'configs/who/one.json5': '1',
      'configs/who/two.json5': '2',
    });
    expect(findings).toEqual([]);
    expect(data('apps/two')).toEqual({ me: 2, other: { me: 1 }, raw: { me: 2 } });
    expect(data('apps/one')).toEqual({ me: 1 });
  });

  test('a document of the same id comes first', async () => {
    const { data } = await compileMemory({
      ...files,
      'configs/apps/db.json5': '"the document"',
      'configs/apps/web/config.json5': '{ db: { $ref: "apps/db" } }',
    });
    expect(data('apps/web')).toEqual({ db: 'the document' });
  });
});

describe('an app with errors', () => {
  test('makes those invalid that refer to it, by the same finding', async () => {
    const { files, places } = marked({
      'configs/apps/db/config.json5': '{ x: { $ref: ◆"nowhere" } }',
      'configs/apps/web/config.json5': '{ db: { $ref: "apps/db" } }',
      'configs/apps/x/config.json5': '{ part: { $ref: "apps/web#/db" } }',
    });
    const { findings, details, apps } = await compileMemory(files);
    expect(findings).toEqual([`resolver/missing-target ${places[0]}`]);
    expect(details.map((each) => each.apps)).toEqual([['apps/db', 'apps/web', 'apps/x']]);
    expect([...apps.values()].map((app) => app.status)).toEqual(['Invalid', 'Invalid', 'Invalid']);
  });

  test('is told from one that only warns', async () => {
    const { files, places } = marked({
      'configs/g.json5': '{ x: 1 }',
      'configs/apps/db/cascade.json5': layers('g'),
      'configs/apps/db/config.json5': '{ x: ◆[1] }',
      'configs/apps/web/config.json5': '{ db: { $ref: "apps/db" } }',
    });
    const { findings, details, data } = await compileMemory(files);
    expect(findings).toEqual([`cascade/kind-changed ${places[0]}`]);
    expect(details[0]?.apps).toEqual(['apps/db']);
    expect(data('apps/web')).toEqual({ db: { x: [1] } });
  });

  test('by an error of its merge, which only recording sees, is no target either', async () => {
    const { files, places } = marked({
      'configs/g.json5': '{ x: 1, tls: 1 }',
      'configs/apps/db/cascade.json5': layers('g'),
      'configs/apps/db/config.json5': '{ x: ◆{ $append: [1] } }',
      'configs/apps/lock/cascade.json5': JSON.stringify({ layers: [{ id: 'g', final: ['/tls'] }, { id: '{app}' }] }),
      'configs/apps/lock/config.json5': '{ tls: ◆2 }',
      'configs/apps/web/config.json5': '{ db: { $ref: "apps/db" }, lock: { $ref: "apps/lock" } }',
    });
    const { findings, details, apps } = await compileMemory(files);
    expect(findings).toEqual([`cascade/append-to-non-array ${places[0]}`, `cascade/final-changed ${places[1]}`]);
    expect(details.map((each) => each.apps)).toEqual([
      ['apps/db', 'apps/web'],
      ['apps/lock', 'apps/web'],
    ]);
    expect(apps.get('apps/web')?.status).toBe('Invalid');
  });
});
