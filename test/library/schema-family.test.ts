import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ConfmanError,
  migratePatch,
  openWorkspace,
  schemaFamily,
  type PatchVersion,
  type SchemaFamily,
} from '../../src/index.ts';
import { repositoryOf, type Sandbox } from '../commands/sandbox.ts';

const anything = '{ "type": "object" }';

/**
 * Sequence 1: v1, by a merge of two commits. Sequence 2: another family. Sequence 3: v1.1, v2, and the way to it. Sequence 4: v10.
 * After that the protected branch has commits without schemas, and the working tree has v11.
 */
function history(box: Sandbox): void {
  box.git('checkout', '--quiet', '-b', 'side');
  box.write('schemas/shop/v1.json', '{}');
  box.commit();
  box.write('schemas/shop/v1.json', anything);
  box.commit();
  box.git('checkout', '--quiet', 'main');
  box.git('merge', '--quiet', '--no-ff', '--no-edit', 'side');
  box.write('schemas/other/v1.yaml', 'type: object\n');
  box.commit();
  box.write('schemas/shop/v1.1.json5', anything);
  box.write('schemas/shop/v2.json', anything);
  box.write('schemas/shop/v1-v2.migration.json5', '{ steps: [{ rename: "/host", to: "address" }] }');
  box.commit();
  box.write('schemas/shop/v10.json', anything);
  box.write('schemas/shop/v2-v10.migration.json5', '{ steps: [{ move: "/address", to: "/db/address" }] }');
  box.commit();
  box.write('configs/apps/a/config.json5', '{ b: 1 }');
  box.commit();
  box.write('schemas/shop/v11.json', anything);
  box.write('schemas/shop/v10-v11.migration.json5', '{ steps: [] }');
}

const ofShop = (): Sandbox => repositoryOf({ 'configs/apps/a/config.json5': '{}' }, 'sequences', history);

async function familyIn(folder: string, name = 'shop'): Promise<SchemaFamily> {
  return schemaFamily(await openWorkspace(folder, { cache: false }), name);
}

describe('schemaFamily', () => {
  it('knows the sequence that each version came with', async () => {
    const { family, schemaSequence, versions, migrations } = await familyIn(ofShop().path);
    expect({ family, schemaSequence }).toEqual({ family: 'schemas/shop', schemaSequence: 4 });
    expect(versions.map((each) => [each.version, each.schemaSequence])).toEqual([
      ['v1', 1],
      ['v1.1', 3],
      ['v2', 3],
      ['v10', 4],
      ['v11', undefined],
    ]);
    expect(Object.keys(migrations)).toEqual(['v1-v2', 'v10-v11', 'v2-v10']);
    expect((await familyIn(ofShop().path, '/schemas/other/')).versions).toEqual([{ version: 'v1', schemaSequence: 2 }]);
  });

  it('knows no sequence where the history was cut off, or there is none', async () => {
    const box = ofShop();
    box.git('clone', '--quiet', '--depth', '2', `file://${box.path}`, 'shallow');
    const shallow = await familyIn(join(box.path, 'shallow'));
    expect(shallow).toMatchObject({ schemaSequence: undefined, versions: { length: 4 } });
    expect(shallow.versions.every((each) => each.schemaSequence === undefined)).toBe(true);
    box.remove('.git');
    box.remove('shallow');
    expect(await familyIn(box.path)).toMatchObject({ schemaSequence: undefined, versions: { length: 5 } });
  });

  it('throws for a family that there is not, and for a migration that is wrong', async () => {
    const box = ofShop();
    await expect(familyIn(box.path, 'shopp')).rejects.toThrow(ConfmanError);
    await expect(familyIn(box.path, '__proto__')).rejects.toThrow(ConfmanError);
    writeFileSync(join(box.path, 'schemas/shop/v1-v2.migration.json5'), '{ steps: [{ frob: "/a" }] }');
    await expect(familyIn(box.path)).rejects.toMatchObject({ findings: [{ code: 'migration/unknown-step' }] });
  });
});

const sequenceOf = (state: PatchVersion): string =>
  typeof state === 'object' && 'sequence' in state ? String(state.sequence) : '';

describe('migratePatch from a sequence', () => {
  const patch = [{ op: 'replace', path: '/host', value: 'x' }] as const;
  const pathOf = (family: SchemaFamily, from: PatchVersion, to: PatchVersion): string | undefined => {
    const path = typeof from === 'object' && 'sequence' in from && from.sequence > 2 ? '/address' : '/host';
    const { patch: carried } = migratePatch([{ ...patch[0], path }], { ...family, from, to });
    return carried?.map((each) => each.path).join();
  };

  it('starts at the version that was the newest then', async () => {
    const family = await familyIn(ofShop().path);
    const ways = [
      pathOf(family, { sequence: 1 }, { sequence: 1 }),
      pathOf(family, { sequence: 2 }, { sequence: 3 }),
      pathOf(family, { sequence: 3 }, { sequence: 3 }),
      pathOf(family, { version: 'v1' }, 'v2'),
    ];
    expect(ways).toEqual(['/host', '/address', '/address', '/address']);
    const stored = JSON.parse(JSON.stringify(family)) as SchemaFamily;
    expect(pathOf(stored, { sequence: 2 }, { sequence: 3 })).toBe('/address');
  });

  it.each<[string, PatchVersion, string]>([
    ['before the first version', { sequence: 0 }, 'its first version came with 1'],
    ['that is still to come', { sequence: 5 }, 'the newest here is 4'],
    ['that is none', { sequence: Number.NaN }, 'it is no whole number from 0 on'],
  ])('throws for a sequence %s', async (_, from, reason) => {
    const family = await familyIn(ofShop().path);
    expect(() => pathOf(family, from, 'v2')).toThrow(`${sequenceOf(from)}: ${reason}`);
  });

  it('throws where sequences are not known', async () => {
    const { schemaSequence: _, ...cut } = await familyIn(ofShop().path);
    const { migrations } = cut;
    const code = 'migration/unknown-sequence';
    for (const known of [cut, { migrations }])
      expect(() => migratePatch(patch, { ...known, from: { sequence: 1 }, to: 'v2' })).toThrow(
        expect.objectContaining({ findings: [expect.objectContaining({ code })] }) as Error,
      );
    const fresh = { ...cut, schemaSequence: 4, versions: [{ version: 'v1', schemaSequence: undefined }] };
    expect(() => migratePatch(patch, { ...fresh, from: { sequence: 1 }, to: 'v2' })).toThrow('none of its versions');
  });
});
