import { expect, test } from 'vitest';
import { ChangeGroups } from '../../../src/pipeline/effective/group-changes.ts';
import { ShownValues } from '../../../src/pipeline/effective/shown-values.ts';

const shown = new ShownValues([], ['vault']);
const cause = { kind: 'unknown', at: undefined } as const;

function added(path: string, after: string): Parameters<ChangeGroups['add']>[1] {
  return { kind: 'added', path, newPointer: path, after };
}

test('what is too much to be kept is counted, and what is kept still counts its apps', () => {
  const groups = new ChangeGroups(100);
  for (let i = 0; i < 50; i++) groups.add(`a${i}`, added(`/own/${i}`, 'x'.repeat(20)), cause, shown);
  const kept = groups.groups.length;
  expect(kept).toBeLessThan(10);
  expect(groups.cut).toBe(50 - kept);
  groups.add('b', added('/own/0', 'x'.repeat(20)), cause, shown);
  expect(groups.groups.find(({ path }) => path === '/own/0')?.apps).toEqual(['a0', 'b']);
});

test('a reference to a secret is shown in no value, key, name or pointer', () => {
  const groups = new ChangeGroups();
  const secret = 'vault://team/hunter2';
  groups.add(
    'a',
    {
      kind: 'changed',
      path: `/list[name="${secret}"]/x`,
      oldPointer: '/vault:~1~1team~1hunter2/x',
      newPointer: '/list/0/x',
      before: { [secret]: [secret] },
      after: `see ${secret} there`,
    },
    cause,
    shown,
  );
  expect(JSON.stringify(groups.groups)).not.toContain('hunter2');
});
