import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { MASKED, maskSecrets } from '../../src/snapshot/mask-secrets.ts';
import { arbitraryData } from './arbitrary-data.ts';

test('a value at a secret place is withheld, and what holds none is shared', () => {
  const data = { db: { user: 'app', password: 'hunter2' }, list: [{ token: 'abc' }, { other: 1 }], untouched: { deep: [1] } };
  const secret = new Set(['/db/password', '/list/0/token']);
  const masked = maskSecrets(data, (pointer) => secret.has(pointer));
  expect(masked).toEqual({
    db: { user: 'app', password: MASKED },
    list: [{ token: MASKED }, { other: 1 }],
    untouched: { deep: [1] },
  });
  expect(masked['untouched']).toBe(data.untouched);
  expect((masked['list'] as unknown[])[1]).toBe(data.list[1]);
  expect(data.db.password).toBe('hunter2');
});

test('a whole subtree is withheld with its keys, and it is not looked into', () => {
  const asked: string[] = [];
  const masked = maskSecrets({ secret: { 'key-that-tells': 1 } }, (pointer) => (asked.push(pointer), pointer === '/secret'));
  expect(masked).toEqual({ secret: MASKED });
  expect(asked).toEqual(['/secret']);
});

test('keys are data: a masked __proto__ is an own key and changes no prototype', () => {
  const data = JSON.parse('{"__proto__": {"password": "x"}, "a/b~": "y"}');
  const masked = maskSecrets(data, (pointer) => pointer === '/__proto__/password' || pointer === '/a~1b~0');
  expect(JSON.stringify(masked)).toBe(JSON.stringify({ 'a/b~': MASKED }).replace('{', `{"__proto__":{"password":"${MASKED}"},`));
  expect(Object.getPrototypeOf(masked)).toBe(Object.prototype);
  expect(({} as Record<string, unknown>)['password']).toBeUndefined();
});

test('without a secret the input itself is returned; with all of them nothing of it is left', () => {
  fc.assert(
    fc.property(arbitraryData(), (data) => {
      expect(maskSecrets(data, () => false)).toBe(data);
      expect(Object.values(maskSecrets(data, () => true)).every((value) => value === MASKED)).toBe(true);
      expect(Object.keys(maskSecrets(data, () => true))).toEqual(Object.keys(data));
    }),
  );
});
