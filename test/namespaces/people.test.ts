import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, membersWith } from '../../src/namespaces/decide.ts';
import { readGroups } from '../../src/namespaces/groups.ts';
import { parsePrincipal, type Principal } from '../../src/namespaces/principal.ts';
import { judgePermission } from '../../src/pipeline/access/judge-permission.ts';
import { accessOf } from '../access/workspace-of.ts';
import { marked } from '../pipeline/marked.ts';
import { judged } from './judged.ts';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);
const source = { path: 'configs/groups.json5', format: 'json5', text: '' } as const;

function principal(text: string): Principal {
  return parsePrincipal(text) as Principal;
}

const people = 'people: { "ada@example.com": ["github:ada", "gitlab:ada.l", "ADA@old.example.com"] }';

/** By which name somebody may approve somewhere; `nobody` where they may not. */
async function approvesAs(files: Record<string, string>, folder: string | undefined, person: string): Promise<string> {
  const access = await accessOf(files);
  const { namespace } = access.governing(folder as never);
  const found = namespace && decide(namespace, access.groups, principal(person), 'publish-request:approve');
  return found === undefined ? 'nobody' : (found.name?.text ?? 'own');
}

const files = {
  'configs/groups.json5': `{ ${people}, pay: ["github:ada", "bob@example.com"] }`,
  'configs/namespace.json5': '{ roles: { publisher: ["ada@old.example.com"] } }',
  'configs/pay/namespace.json5': '{ inherit: false, roles: { publisher: ["group:pay"] } }',
  'configs/own/namespace.json5': '{ inherit: false, roles: { publisher: ["github:ada"] } }',
};

test('a role of one name is theirs by all of their names', async () => {
  expect(await approvesAs(files, undefined, 'ada@OLD.example.com')).toBe('own');
  expect(await approvesAs(files, undefined, 'gitlab:ada.l')).toBe('ADA@old.example.com');
  expect(await approvesAs(files, undefined, 'bob@example.com')).toBe('nobody');
  expect(await approvesAs(files, 'pay', 'ada@example.com')).toBe('github:ada');
});

test('without the roles of the root it is theirs by the name alone that it is given to, or by a group', async () => {
  expect(await approvesAs(files, 'own', 'github:ada')).toBe('own');
  expect(await approvesAs(files, 'own', 'ada@example.com')).toBe('nobody');
  const access = await accessOf(files);
  const judgement = judgePermission(access, access.governing('own' as never), principal('ada@example.com'), 'config:publish');
  expect(judgement).toMatchObject({ verdict: 'denied', byName: { text: 'github:ada' } });
});

test('whoever may is one, however many of their names may', async () => {
  const access = await accessOf({
    'configs/groups.json5': `{ ${people}, all: ["github:ada", "gitlab:ada.l", "eve@example.com"] }`,
    'configs/namespace.json5': '{ roles: { publisher: ["group:all", "ada@old.example.com"], admin: ["ada@example.com"] } }',
  });
  const { namespace } = access.governing(undefined);
  const may = namespace && membersWith(namespace, access.groups, 'publish-request:approve');
  expect(may?.map(({ key }) => key)).toEqual(['ada@example.com', 'eve@example.com']);
  expect(access.groups.peopleIn(['all']).map(({ key }) => key)).toEqual(['eve@example.com', 'github:ada']);
});

test('a name of two people, a circle, a group and what is nobody are told where they stand', async () => {
  const { files: written, places } = marked({
    'configs/groups.json5':
      '{ pay: [], people: { "a@example.com": ["github:a", "b@example.com"], ◆"b@example.com": ["github:b"],\n' +
      ' "c@example.com": [◆"group:pay", ◆"ada", ◆"gitlab:x/y"], "d@example.com": [◆"a@EXAMPLE.com"], ◆"group:pay": [], ◆members: [] } }',
  });
  const { findings, details } = await judged(written, 'groups');
  const codes = [
    'shared-name',
    'group-as-name',
    'bad-principal',
    'bad-principal',
    'shared-name',
    'group-as-name',
    'bad-principal',
  ];
  expect(findings).toEqual(codes.map((code, i) => `namespaces/${code} ${places[i]}`));
  expect(details.slice(1, 3).map(({ hint }) => hint)).toEqual(
    Array(2).fill('Write an address (ada@example.com) or an account (github:ada, gitlab:ada, gitea:ada)'),
  );
  expect(details[0]?.message).toBe('"b@example.com" is a name of "a@example.com" and of "b@example.com"');
});

test('those who share a name count as one, and none has what another has', async () => {
  const access = await accessOf({
    'configs/groups.json5':
      '{ people: { "a@example.com": ["github:x"], "b@example.com": ["github:x"], "c@example.com": ["github:y", "b@example.com"] } }',
    'configs/namespace.json5': '{ roles: { publisher: ["a@example.com"] } }',
  });
  const keys = ['a@example.com', 'b@example.com', 'c@example.com', 'github:x', 'github:y'];
  expect(new Set(keys.map((key) => access.groups.people.keyOf(key))).size).toBe(1);
  const { namespace } = access.governing(undefined);
  for (const key of keys.slice(1))
    expect(namespace && decide(namespace, access.groups, principal(key), 'config:publish')).toBeUndefined();
});

test.each(['people: ["ada@example.com"]', 'people: { "a@example.com": "x" }', 'people: { "a@example.com": [""] }', 'people: 1'])(
  '%s is no list of people, and no group',
  async (text) => {
    const { findings, details } = await judged({ 'configs/groups.json5': `{ ${text} }` }, 'groups');
    expect(findings).toHaveLength(1);
    if (!text.includes('{')) expect(details[0]?.message).toContain('no group is called people');
    expect((await accessOf({ 'configs/groups.json5': `{ ${text} }` })).groupsBroken).toBe(true);
  },
);

test('names of objects are names of people like any other, and a long chain of mistakes takes no time', async () => {
  const chain = Array.from({ length: 4000 }, (_, i) => `"p${i}@example.com": ["p${i + 1}@example.com"]`);
  const access = await accessOf({ 'configs/groups.json5': `{ people: { ${chain.join(', ')}, "toString@example.com": [] } }` });
  const { people: known } = access.groups;
  expect(known.keyOf('p0@example.com')).toBe(known.keyOf('p4000@example.com'));
  expect(known.keyOf('toString')).toBe('toString');
});

/** Names that are linked, by way of however many lists. */
function linked(lists: readonly (readonly string[])[], from: string): ReadonlySet<string> {
  const found = new Set([from]);
  for (const name of found) for (const list of lists) if (list.includes(name)) for (const each of list) found.add(each);
  return found;
}

test(`names are one person exactly when lists link them, in whatever order these stand (seed ${seed})`, () => {
  const name = fc.constantFrom(...'abcdefgh'.split('').map((letter) => `${letter}@example.com`));
  const document = fc.dictionary(name, fc.array(name, { maxLength: 3 }), { maxKeys: 5 });
  fc.assert(
    fc.property(document, (written) => {
      const { people: read } = readGroups(source, { people: written });
      const lists = Object.entries(written).map(([first, others]) => [first, ...others]);
      for (const each of lists.flat()) {
        const together = linked(lists, each);
        for (const other of lists.flat()) expect(read.keyOf(each) === read.keyOf(other)).toBe(together.has(other));
        const isShared = new Set(lists.filter((list) => list.some((one) => together.has(one)))).size > 1;
        const names = read.namesOf(principal(each)).map(({ key }) => key);
        expect(new Set(names)).toEqual(isShared ? new Set([each]) : together);
        expect(names[0]).toBe(each);
        expect(names).toHaveLength(new Set(names).size);
      }
    }),
    { seed, numRuns: 300 },
  );
});
