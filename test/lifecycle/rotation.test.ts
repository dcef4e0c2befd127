import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { sandboxOf, type Sandbox } from '../commands/sandbox.ts';
import { validated, type Choice } from './validated.ts';

const config = 'configs/apps/a/config.json5';
const secret = { 'x-confman-secret-ref': true };
const files = {
  'schemas/s/v1.json': JSON.stringify({
    properties: { key: { ...secret, 'x-confman-rotation-days': 30 }, slow: { ...secret, 'x-confman-rotation-days': 90 } },
  }),
  'configs/apps/cascade.json5': '{ schema: "schemas/s/v1", layers: [{ id: "g" }, { id: "{app}" }] }',
  'configs/g.json5': '{ key: "vault://shared/one" }',
  [config]: '{ slow: "vault://a/one" }',
  'configs/apps/b/config.json5': '{}',
};

/** A repository whose first commit is of day 0. */
function repository(): Sandbox {
  const box = sandboxOf(files);
  box.commit();
  return box;
}

function commitOn(day: number, box: Sandbox): void {
  const date = new Date(Date.parse('2026-05-13T16:50:00Z') + day * 86_400_000).toISOString();
  box.git('add', '--all');
  const env = { ...box.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
  execFileSync('git', ['commit', '--quiet', '--message', 'Change'], { cwd: box.path, env });
}

const key = 'lifecycle/rotation-due configs/g.json5:1 apps/a apps/b';
const slow = `lifecycle/rotation-due ${config}:1 apps/a`;

test('a reference that is too old is a warning at its line, once for all apps', async () => {
  const box = repository();
  expect((await validated(box, { day: 29 })).found).toEqual([]);
  const { found, messages } = await validated(box, { day: 31 });
  expect(found).toEqual([key]);
  expect(messages[0]).toMatch(
    /^This reference to a secret is to change every 30 days, and has been the same since 2026-05-13 at least \(main, [0-9a-f]{12}\)$/,
  );
  expect((await validated(box, { day: 91 })).found.toSorted()).toEqual([slow, key].toSorted());
});

test('a new reference starts anew, whatever else changes does not', async () => {
  const box = repository();
  box.write('configs/g.json5', '{ key: "vault://shared/two" }');
  expect((await validated(box, { day: 40 })).found).toEqual([]);
  commitOn(40, box);
  box.write('configs/g.json5', '{ other: 1, key: "vault://shared/two" }');
  commitOn(50, box);
  expect((await validated(box, { day: 69 })).found).toEqual([]);
  expect((await validated(box, { day: 71 })).found).toEqual([key]);
});

test('a reference that moves to another layer has not changed', async () => {
  const box = repository();
  box.write('configs/g.json5', '{}');
  box.write(config, '{ key: "vault://shared/one" }');
  commitOn(20, box);
  expect((await validated(box, { day: 31 })).found).toEqual([`lifecycle/rotation-due ${config}:1 apps/a`]);
});

test('revisions are judged, with and without a memory; a hook is not held up by time', async () => {
  const box = repository();
  const head: Choice = { source: { kind: 'revision', revision: 'HEAD' }, day: 31 };
  for (const choice of [head, { ...head, cache: true }, { ...head, cache: true }])
    expect((await validated(box, choice)).found).toEqual([key]);
  expect((await validated(box, { source: { kind: 'index' }, day: 31 })).found).toEqual([]);
});

test('nothing is said of a history that is too short, nor of what is no reference', async () => {
  const box = repository();
  box.write('configs/g.json5', '{ key: "plain" }');
  expect(
    (await validated(box, { day: 1000 })).found.filter((each) => each.includes('rotation') && !each.includes(config)),
  ).toEqual([]);
  expect((await validated(box, { day: -5 })).found.filter((each) => each.includes('rotation'))).toEqual([]);
});

test('a history that is cut off before that many days is told', async () => {
  const box = repository();
  box.write('configs/g.json5', '{ other: 1, key: "vault://shared/one" }');
  commitOn(40, box);
  box.git('clone', '--quiet', '--depth=1', `file://${box.path}`, 'clone');
  const note = { found: ['lifecycle/not-judged'], hints: ['Run git fetch --unshallow origin'] };
  expect(await validated(box, { day: 50, folder: 'clone' })).toMatchObject(note);
  expect((await validated(box, { day: 50, folder: 'clone' })).messages[0]).toContain(
    'the history here is cut off within the last 30 days',
  );
  box.git('-C', 'clone', 'fetch', '--quiet', '--unshallow', 'origin');
  expect((await validated(box, { day: 50, folder: 'clone' })).found).toEqual([key]);
});
