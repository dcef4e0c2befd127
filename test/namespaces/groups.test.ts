import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupFindings } from '../../src/namespaces/group-findings.ts';
import { Groups, readGroups } from '../../src/namespaces/groups.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { accessOf } from '../access/workspace-of.ts';
import { marked } from '../pipeline/marked.ts';
import { judged } from './judged.ts';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);
const source = { path: 'configs/groups.json5', format: 'json5', text: '' } as const;

function groupsOf(value: JsonObject): Groups {
  return readGroups(source, value);
}

test('people of groups in groups, each once', () => {
  const groups = groupsOf({
    all: ['group:pay', 'group:leads', 'ada@example.com'],
    pay: { members: ['bob@example.com', 'group:leads'], accounts: { github: 'acme/pay' } },
    leads: ['ADA@example.com', 'github:ada'],
  });
  expect(groups.peopleIn(['all']).map(({ key }) => key)).toEqual(['ada@example.com', 'bob@example.com', 'github:ada']);
  expect(groups.peopleIn(['nothing'])).toEqual([]);
  expect(groups.wayTo('all', 'github:ada')).toEqual(['all', 'leads']);
  expect(groups.wayTo('all', 'bob@example.com')).toEqual(['all', 'pay']);
  expect(groups.wayTo('all', 'group:leads')).toEqual(['all']);
  expect(groups.wayTo('leads', 'bob@example.com')).toBeUndefined();
  expect(groups.all.get('pay')?.accounts).toEqual({ github: 'acme/pay' });
});

test('names of objects are names of groups like any other', () => {
  const groups = groupsOf({ toString: ['ada@example.com'] });
  expect(groups.peopleIn(['toString', 'valueOf']).map(({ key }) => key)).toEqual(['ada@example.com']);
});

test('a circle is told once, from its smallest group on, with each member that makes it', async () => {
  const { files, places } = marked({
    'configs/groups.json5': '{ c: [◆"group:a"],\n a: ["ada@example.com", ◆"group:b"],\n b: [◆"group:c"], d: ["group:c"] }',
  });
  const { findings, details } = await judged(files, 'groups');
  expect(findings).toEqual([`namespaces/group-cycle ${places[1]}`]);
  expect(details[0]?.message).toContain('"a" -> "b" -> "c" -> "a"');
  expect(details[0]?.related.map(({ place: { file, line, column } }) => `${file}:${line}:${column}`)).toEqual([
    places[1],
    places[2],
    places[0],
  ]);
  const access = await accessOf(files);
  expect(access.groups.peopleIn(['b']).map(({ key }) => key)).toEqual(['ada@example.com']);
});

test('what is no member is told where it stands', async () => {
  const { files, places } = marked({
    'configs/groups.json5': '{ pay: [◆"nobody", ◆"group:payy", "group:pay2"], pay2: { members: [◆"a b"] } }',
  });
  const { findings, details } = await judged(files, 'groups');
  expect(findings).toEqual([
    `namespaces/bad-principal ${places[0]}`,
    `namespaces/unknown-group ${places[1]}`,
    `namespaces/bad-principal ${places[2]}`,
  ]);
  expect(details[1]?.hint).toBe('Write "group:pay"');
});

test.each([
  '{ "a b": [] }',
  '{ a: {} }',
  '{ a: { members: [], accounts: { github: "acme/x y" } } }',
  '{ a: "ada@example.com" }',
  '[]',
])('%s has not the shape of groups, and then nobody is known to be in any', async (text) => {
  const files = { 'configs/groups.json5': text, 'configs/namespace.json5': '{ roles: { admin: ["group:a"] } }' };
  expect((await judged(files, 'groups')).findings.length).toBeGreaterThan(0);
  expect((await accessOf(files)).groupsBroken).toBe(true);
});

test('a long chain and a thicket of groups are walked in time that grows with their size', () => {
  const chain: Record<string, string[]> = { g0: ['ada@example.com'] };
  for (let i = 1; i < 10_000; i++) chain[`g${i}`] = [`group:g${i - 1}`];
  const long = groupsOf(chain);
  expect(long.wayTo('g9999', 'ada@example.com')).toHaveLength(10_000);
  expect(long.peopleIn(Object.keys(chain))).toHaveLength(1);
  expect(groupFindings(long)).toEqual([]);
  const thicket: Record<string, string[]> = { t0: ['ada@example.com'] };
  for (let i = 1; i < 150; i++) thicket[`t${i}`] = Array.from({ length: i }, (_, j) => `group:t${j}`);
  const dense = groupsOf(thicket);
  expect(groupFindings(dense)).toEqual([]);
  for (let i = 0; i < 150; i++) expect(dense.wayTo(`t${i}`, 'ada@example.com')).toBeDefined();
});

test(`somebody is among the people of a group exactly when there is a way to them (seed ${seed})`, () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const member = fc.constantFrom('x@example.com', 'y@example.com', ...names.map((name) => `group:${name}`));
  const document = fc.record(Object.fromEntries(names.map((name) => [name, fc.array(member, { maxLength: 3 })])));
  fc.assert(
    fc.property(document, (value) => {
      const groups = groupsOf(value);
      for (const name of names)
        for (const key of ['x@example.com', 'y@example.com']) {
          const way = groups.wayTo(name, key);
          expect(way !== undefined).toBe(groups.peopleIn([name]).some((person) => person.key === key));
          const steps = [...(way ?? []).slice(1).map((each) => `group:${each}`), ...(way === undefined ? [] : [key])];
          for (const [i, step] of steps.entries()) expect(value[way![i]!]).toContain(step);
        }
    }),
    { seed, numRuns: 200 },
  );
});
