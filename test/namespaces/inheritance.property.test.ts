import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { NamespaceChains } from '../../src/namespaces/namespace-chains.ts';
import { decide, membersWith, roleOf } from '../../src/namespaces/decide.ts';
import { effectiveNamespace, type EffectiveNamespace } from '../../src/namespaces/effective-namespace.ts';
import { noGroups } from '../../src/namespaces/groups.ts';
import { namespacePath, readNamespace } from '../../src/namespaces/namespace.ts';
import { parsePrincipal } from '../../src/namespaces/principal.ts';
import { permissions, permissionsOf, roles, type Role } from '../../src/namespaces/role.ts';
import { parentOf, type DocumentId } from '../../src/model/document-id.ts';
import type { JsonObject } from '../../src/model/json.ts';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);
const folders = ['', 'a', 'a/b', 'a/b/c', 'a/d', 'e', 'e/f'] as const;
const people = ['x@example.com', 'y@example.com', 'github:z'];

interface Written {
  readonly inherit?: boolean;
  readonly extends?: string | undefined;
  readonly roles?: Partial<Record<Role, string[]>>;
  readonly settings?: { readonly minApprovers?: number; readonly freeze?: object[] };
  readonly vars?: Record<string, string>;
}
type Tree = Readonly<Record<string, Written>>;

function withoutExtends(written: Written): Written {
  return { ...written, extends: undefined };
}

const some = fc.subarray(people);
const namespace: fc.Arbitrary<Written> = fc.record(
  {
    inherit: fc.boolean(),
    extends: fc.constantFrom('/', '/a', '/a/b', '/a/b/c', '/e', '/e/f', '/gone'),
    roles: fc.record({ viewer: some, editor: some, publisher: some, admin: some }, { requiredKeys: [] }),
    settings: fc.record(
      { minApprovers: fc.nat(3), freeze: fc.constant([{ from: '2026-01-01T00:00Z', until: '2026-01-02T00:00Z' }]) },
      { requiredKeys: [] },
    ),
    vars: fc.dictionary(fc.constantFrom('p', 'q'), fc.constantFrom('1', '2')),
  },
  { requiredKeys: [] },
);
const tree: fc.Arbitrary<Tree> = fc.dictionary(fc.constantFrom(...folders), namespace);
const plainTree = fc.dictionary(fc.constantFrom(...folders), namespace.map(withoutExtends));

function idOf(folder: string): DocumentId {
  return (folder === '' ? 'namespace' : `${folder}/namespace`) as DocumentId;
}

function chainsOf(written: Tree): NamespaceChains {
  const ids = new Map(Object.keys(written).map((folder) => [idOf(folder), folder]));
  return new NamespaceChains({
    exists: (id) => ids.has(id),
    namespace: (id) => {
      const folder = ids.get(id);
      if (folder === undefined) return { value: undefined, diagnostics: [] };
      return readNamespace(id, { path: `${id}.json5`, format: 'json5', text: '' }, written[folder] as unknown as JsonObject);
    },
  });
}

function effective(chains: NamespaceChains, folder: string): EffectiveNamespace | undefined {
  return effectiveNamespace(chains.of(folder === '' ? undefined : (folder as DocumentId)).scope);
}

/** The chain by the words of the specification, without `extends`. */
function expectedChain(written: Tree, folder: string): string[] {
  const chain: string[] = [];
  for (let at: string | undefined = folder; at !== undefined; at = at === '' ? undefined : (parentOf(at) ?? '')) {
    if (!Object.hasOwn(written, at)) continue;
    chain.push(at);
    if (written[at]?.inherit === false) break;
  }
  return chain;
}

test(`what holds is what the folders above say, up to one that does not inherit (seed ${seed})`, () => {
  fc.assert(
    fc.property(plainTree, fc.constantFrom(...folders, 'a/b/c/d', 'z'), (written, folder) => {
      const chain = expectedChain(written, folder);
      const found = effective(chainsOf(written), folder);
      expect(found?.chain ?? []).toEqual(chain.map((each) => namespacePath(each === '' ? undefined : (each as DocumentId))));
      if (found === undefined) return;
      for (const role of roles)
        expect(found.roles[role].map(({ text }) => text)).toEqual(chain.flatMap((each) => written[each]?.roles?.[role] ?? []));
      expect(found.settings.minApprovers.value).toBe(
        chain.map((each) => written[each]?.settings?.minApprovers).find((each) => each !== undefined) ?? 1,
      );
      expect(found.settings.freeze).toHaveLength(chain.filter((each) => written[each]?.settings?.freeze !== undefined).length);
      const vars = Object.assign({}, ...chain.toReversed().map((each) => written[each]?.vars ?? {})) as Record<string, string>;
      expect(Object.fromEntries(Object.entries(found.vars).map(([key, { value }]) => [key, value]))).toEqual(vars);
    }),
    { seed, numRuns: 300 },
  );
});

test(`whatever extends what, chains end, name nobody twice, and do not depend on where one begins (seed ${seed})`, () => {
  fc.assert(
    fc.property(tree, fc.shuffledSubarray([...folders], { minLength: folders.length }), (written, order) => {
      const [together, straight] = [chainsOf(written), chainsOf(written)];
      const byOrder = new Map(order.map((folder) => [folder, together.of(folder === '' ? undefined : (folder as DocumentId))]));
      for (const folder of folders) {
        const alone = chainsOf(written).of(folder === '' ? undefined : (folder as DocumentId));
        const ids = alone.scope.chain.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(byOrder.get(folder)?.scope.chain.map(({ id }) => id)).toEqual(ids);
        expect(straight.of(folder === '' ? undefined : (folder as DocumentId)).scope.chain.map(({ id }) => id)).toEqual(ids);
        expect(byOrder.get(folder)?.diagnostics.map(({ code }) => code)).toEqual(alone.diagnostics.map(({ code }) => code));
        for (const { id } of alone.scope.chain) expect(alone.dependencies).toContain(id);
      }
    }),
    { seed, numRuns: 300 },
  );
});

test(`a person may what their highest role may, and is a member for nothing else (seed ${seed})`, () => {
  fc.assert(
    fc.property(tree, fc.constantFrom(...folders), fc.constantFrom(...people), (written, folder, text) => {
      const found = effective(chainsOf(written), folder);
      const person = parsePrincipal(text);
      if (found === undefined || person === undefined) return;
      const highest = roleOf(found, noGroups, person);
      const may = highest === undefined ? [] : permissionsOf(highest.role);
      for (const permission of permissions) {
        const decisive = decide(found, noGroups, person, permission);
        expect(decisive !== undefined).toBe(may.includes(permission));
        expect(decisive === undefined || found.chain.includes(decisive.grant.namespace)).toBe(true);
        expect(membersWith(found, noGroups, permission).some(({ key }) => key === person.key)).toBe(may.includes(permission));
      }
    }),
    { seed, numRuns: 300 },
  );
});

test(`a role that is given further up is had further down, unless that does not inherit (seed ${seed})`, () => {
  fc.assert(
    fc.property(plainTree, fc.constantFrom(...folders), fc.constantFrom(...people), (written, folder, text) => {
      const inheriting = Object.fromEntries(Object.entries(written).map(([key, each]) => [key, { ...each, inherit: true }]));
      const chains = chainsOf(inheriting);
      const person = parsePrincipal(text)!;
      const [below, above] = [effective(chains, folder), effective(chains, parentOf(folder) ?? '')];
      if (below === undefined || above === undefined) return;
      for (const permission of permissions)
        if (decide(above, noGroups, person, permission) !== undefined)
          expect(decide(below, noGroups, person, permission)).toBeDefined();
    }),
    { seed, numRuns: 200 },
  );
});
