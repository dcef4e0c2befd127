import { expect, test } from 'vitest';
import { changedPaths } from '../../src/workspace/changed-paths.ts';
import type { TreeState } from '../../src/workspace/tree-state.ts';

interface Row {
  readonly oid?: string;
  readonly time?: number;
  readonly type?: number;
}

function stateOf(rows: Readonly<Record<string, Row>>): TreeState {
  const all = Object.values(rows);
  return {
    recordedAt: 0,
    folders: [],
    folderStats: new Float64Array(),
    files: Object.keys(rows),
    fileStats: Float64Array.from(all.flatMap(({ time = 1 }) => [1, time, time, 1])),
    types: Uint8Array.from(all, ({ type = 0 }) => type),
    tops: [],
    oids: all.map(({ oid = '' }) => oid),
  };
}

test('files that came, went and have other content, sorted', () => {
  const before = stateOf({ b: { oid: '1' }, gone: { oid: '1' }, same: { oid: '1' } });
  const after = stateOf({ same: { oid: '1', time: 2 }, new: {}, b: { oid: '2' } });
  expect(changedPaths(before, after)).toEqual(['b', 'gone', 'new']);
});

test('where a content was never read the stats decide', () => {
  expect(changedPaths(stateOf({ a: {}, b: {} }), stateOf({ a: { time: 2 }, b: {} }))).toEqual(['a']);
  expect(changedPaths(stateOf({ a: { oid: '1' } }), stateOf({ a: { time: 2 } }))).toEqual(['a']);
});

test('a file that became a link has changed', () => {
  expect(changedPaths(stateOf({ a: { oid: '1' } }), stateOf({ a: { oid: '1', type: 1 } }))).toEqual(['a']);
});

test('one listing has not changed from itself', () => {
  const state = stateOf({ a: {} });
  expect(changedPaths(state, state)).toEqual([]);
});
