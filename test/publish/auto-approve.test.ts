import { describe, expect, it } from 'vitest';

import type { ChangeGroup, EffectiveView } from '../../src/effective-diff/effective-view.ts';
import type { JsonValue } from '../../src/model/json.ts';
import type { Pointer } from '../../src/model/pointer.ts';
import type { AutoApproveRule } from '../../src/namespaces/settings.ts';
import { autoApproval, type WholeChange } from '../../src/publish/policy/auto-approve.ts';

const side = { name: 'main', commit: null };

function changed(pointer: string, before: JsonValue, after: JsonValue, apps = ['apps/a']): ChangeGroup {
  const at: Pointer = pointer;
  const cause = { kind: 'set', side: 'head', place: undefined, now: undefined, detail: undefined } as const;
  return { kind: 'changed', path: at, oldPointer: at, newPointer: at, before, after, secret: false, cause, apps };
}

function added(pointer: string, after: JsonValue): ChangeGroup {
  return { ...changed(pointer, null, after), kind: 'added', oldPointer: undefined, before: undefined };
}

function removed(pointer: string, before: JsonValue): ChangeGroup {
  return { ...changed(pointer, before, null), kind: 'removed', newPointer: undefined, after: undefined };
}

function whole(changes: readonly ChangeGroup[], view: Partial<EffectiveView> = {}, more: Partial<WholeChange> = {}): WholeChange {
  const apps = [...new Set(changes.flatMap((each) => each.apps))].toSorted();
  return {
    view: {
      command: 'diff',
      base: side,
      head: side,
      compared: 3,
      changed: apps,
      changes,
      cut: 0,
      schemas: [],
      validity: [],
      findings: [],
      added: [],
      removed: [],
      unknown: [],
      named: [],
      ...view,
    },
    beyondApps: false,
    environmentsOf: () => ['dev', 'dev'],
    ...more,
  };
}

const approves = (rule: AutoApproveRule, change: WholeChange): boolean => autoApproval([rule], change) === 0;

describe('a rule that approves by itself', () => {
  it('asks that every changed place is one of its own', () => {
    const rule = { pointers: ['/flags', '/pools/*/size'] };
    expect(approves(rule, whole([changed('/flags/dark', false, true), changed('/pools/main/size', 1, 2)]))).toBe(true);
    expect(approves(rule, whole([changed('/flags/dark', false, true), changed('/pools/main/host', 'a', 'b')]))).toBe(false);
    expect(approves(rule, whole([changed('/flagship', false, true)]))).toBe(false);
    expect(approves(rule, whole([changed('/pools', 1, 2)]))).toBe(false);
    expect(approves(rule, whole([removed('/flags/dark', true)]))).toBe(true);
    expect(approves(rule, whole([{ ...changed('/flags/0', 1, 1), oldPointer: '/secret' }]))).toBe(false);
    const elsewhere = new Map([['apps/b', { oldPointer: '/pools/2/host', newPointer: '/pools/2/size' }]]);
    expect(approves(rule, whole([{ ...changed('/pools/0/size', 1, 2, ['apps/a', 'apps/b']), elsewhere }]))).toBe(false);
  });

  it('asks that nothing is taken away, and numbers grow', () => {
    const rule: AutoApproveRule = { widening: true };
    expect(approves(rule, whole([added('/zones/3', 'c'), changed('/limit', 1, 2)]))).toBe(true);
    expect(approves(rule, whole([changed('/limit', 2, 1)]))).toBe(false);
    expect(approves(rule, whole([changed('/limit', 1, '2')]))).toBe(false);
    expect(approves(rule, whole([changed('/pools/0/limit', 1, 2)]))).toBe(true);
    expect(approves(rule, whole([changed('/ports/1', 443, 8443)]))).toBe(false);
    expect(approves(rule, whole([removed('/zones/0', 'a')]))).toBe(false);
    expect(approves(rule, whole([{ ...changed('/zones/0', 'a', 'a'), kind: 'moved' }]))).toBe(false);
    expect(approves(rule, whole([{ ...added('/key', 'vault://…'), secret: true }]))).toBe(false);
    expect(approves(rule, whole([], { removed: ['apps/z'], changed: ['apps/z'] }))).toBe(false);
  });

  it('asks for the environment of every app, before and after', () => {
    const rule: AutoApproveRule = { environments: ['dev', 'test'] };
    const change = [changed('/a', 1, 2)];
    expect(approves(rule, whole(change))).toBe(true);
    expect(approves(rule, whole(change, {}, { environmentsOf: () => ['prod', 'dev'] }))).toBe(false);
    expect(approves(rule, whole(change, {}, { environmentsOf: () => [undefined] }))).toBe(false);
  });

  it('asks for no more apps than it says', () => {
    expect(approves({ maxApps: 2 }, whole([changed('/a', 1, 2, ['apps/a', 'apps/b'])]))).toBe(true);
    expect(approves({ maxApps: 1 }, whole([changed('/a', 1, 2, ['apps/a', 'apps/b'])]))).toBe(false);
  });

  it('never holds for what is more than values of apps, or cannot be seen whole', () => {
    const change = [changed('/a', 1, 2)];
    const rule = { maxApps: 100 };
    expect(approves(rule, whole(change))).toBe(true);
    expect(approves(rule, whole(change, {}, { beyondApps: true }))).toBe(false);
    expect(approves(rule, whole(change, { cut: 1 }))).toBe(false);
    expect(approves(rule, whole(change, { unknown: ['apps/x'] }))).toBe(false);
    expect(approves(rule, whole(change, { validity: [{ before: 'Valid', after: 'Invalid', apps: ['apps/a'] }] }))).toBe(false);
    expect(
      approves(rule, whole(change, { schemas: [{ before: 'schemas/a/v1', after: 'schemas/a/v2', apps: ['apps/a'] }] })),
    ).toBe(false);
  });

  it('is the first that holds', () => {
    const rules = [{ pointers: ['/b'] }, { pointers: ['/a'] }, { maxApps: 9 }];
    expect(autoApproval(rules, whole([changed('/a', 1, 2)]))).toBe(1);
    expect(autoApproval([], whole([changed('/a', 1, 2)]))).toBeUndefined();
  });
});
