import { describe, expect, test } from 'vitest';
import { reviewChange } from '../../src/pipeline/access/review-change.ts';
import { diffAgainst } from '../../src/pipeline/effective/diff-against.ts';
import type { OpenedWorkspace } from '../../src/pipeline/open-workspace.ts';
import { openSource } from '../../src/pipeline/open-source.ts';
import type { SourceChoice } from '../../src/pipeline/source-choice.ts';
import { sandboxOf, type Sandbox } from '../commands/sandbox.ts';
import { validated } from './validated.ts';

const files = {
  'ws/schemas/s/v1.json': '{ "properties": { "id": { "x-confman-immutable": true } } }',
  'ws/configs/namespace.json5': '{ roles: { admin: ["root@example.com"] }, schema: "schemas/s/v1" }',
  'ws/configs/apps/a/config.json5': '{ id: 1, on: true }',
  'ws/configs/apps/b/config.json5': '{ id: 1 }',
};
const moved = 'moved/configs/apps/a/config.json5';

/** A workspace that is moved and edited in one change, which is staged and committed on a branch. */
function movedSandbox(edit: (box: Sandbox) => void, before: Readonly<Record<string, string>> = files): Sandbox {
  const box = sandboxOf(before);
  box.commit();
  box.git('checkout', '--quiet', '-b', 'work');
  box.git('mv', 'ws', 'moved');
  edit(box);
  box.git('add', '--all');
  box.git('commit', '--quiet', '--message', 'Move');
  return box;
}

const sources: readonly SourceChoice[] = [{ kind: 'working-tree' }, { kind: 'index' }, { kind: 'revision', revision: 'HEAD' }];

async function opened(box: Sandbox, source: SourceChoice): Promise<OpenedWorkspace> {
  const { value } = await openSource({ directory: `${box.path}/moved`, cache: false, env: {}, now: 0, source });
  if (value === undefined) throw new Error('not opened');
  return value;
}

describe('a workspace whose folder was moved is held against the folder that it was in', () => {
  const edited = (box: Sandbox): void => box.write(moved, '{ id: 2, on: true }');

  test('what is immutable stays so', async () => {
    const box = movedSandbox(edited);
    for (const source of sources) {
      const { found } = await validated(box, { source, folder: 'moved' });
      expect(found, source.kind).toEqual([`lifecycle/immutable-changed ${moved}:1 apps/a`]);
    }
  });

  test('also where the keyword goes with the move', async () => {
    const box = movedSandbox((at) => {
      edited(at);
      at.write('moved/schemas/s/v1.json', '{ "properties": { "id": {} } }');
    });
    const { found } = await validated(box, { folder: 'moved' });
    expect(found).toEqual([`lifecycle/immutable-changed ${moved}:1 apps/a`]);
  });

  test.each(sources)('diff tells the values that changed, of $kind', async (source) => {
    const head = await opened(movedSandbox(edited), source);
    const { value } = await diffAgainst(head, source, 'main', { apps: [], pointers: [] });
    head.objects?.reader.close();
    expect([value?.added, value?.removed, value?.changed]).toEqual([[], [], ['apps/a']]);
    expect(value?.changes.map(({ cause }) => cause.place?.file)).toEqual([moved]);
  });

  test('its owners are asked, who are those that it had; where it lies is theirs too', async () => {
    const source = sources[0] as SourceChoice;
    const head = await opened(movedSandbox(edited), source);
    const { value } = await reviewChange(head, source, 'main');
    expect(value?.ungoverned).toEqual({ apps: [], documents: [] });
    expect(value?.parts.map(({ namespace, apps, permission }) => [namespace.path, apps, permission])).toEqual([
      ['/', ['apps/a'], 'roles:manage'],
    ]);
  });

  test('a workspace without schemas and settings is known by its documents; what else lay in the new folder is no workspace', async () => {
    const { 'ws/schemas/s/v1.json': _, ...others } = files;
    const plain = { ...others, 'ws/configs/namespace.json5': '{}', 'moved/configs/readme.txt': 'x', 'tool/configs/x.json': '{}' };
    const box = sandboxOf(plain);
    box.commit();
    box.git('checkout', '--quiet', '-b', 'work');
    box.git('rm', '-r', '--quiet', 'moved', 'tool');
    box.git('mv', 'ws', 'moved');
    box.write(moved, '{ id: 2, on: true }');
    box.commit();
    const source = sources[2] as SourceChoice;
    const head = await opened(box, source);
    const { value } = await diffAgainst(head, source, 'main', { apps: [], pointers: [] });
    head.objects?.reader.close();
    expect([value?.added, value?.changed]).toEqual([[], ['apps/a']]);
  });
});
