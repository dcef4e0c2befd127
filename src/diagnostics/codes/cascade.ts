import { all, code, list, nearest, quote } from '../code-row.ts';

export const cascadeCodes = {
  'cascade/missing-layer': code<{ layer: string; near: readonly string[] }>(
    'error',
    'A layer names a document that does not exist',
    (a) => `There is no document ${quote(a.layer)} for this layer${nearest(a.near)}`,
  ),
  'cascade/own-config-left-out': code<Record<never, never>>(
    'error',
    "The layers leave out the app's own config",
    () => 'No layer is the config of the app itself',
  ),
  'cascade/bad-layer-id': code<{ layer: string }>(
    'error',
    'A layer id is no id',
    (a) => `${quote(a.layer)} is not an id of the tree`,
  ),
  'cascade/bad-pattern': code<{ pattern: string; reason: string }>(
    'error',
    'An instances pattern is not well formed',
    (a) => `The pattern ${quote(a.pattern)} is not usable: ${a.reason}`,
  ),
  'cascade/matches-no-app': code<{ pattern: string }>(
    'warning',
    'An instances pattern matches no app',
    (a) => `No app below this cascade matches ${quote(a.pattern)}, so the cascade is for none`,
  ),
  'cascade/bad-pointer': code<{ pointer: string }>(
    'error',
    'A pointer of a cascade is not well formed',
    (a) => `${quote(a.pointer)} is no JSON Pointer`,
  ),
  'cascade/unknown-placeholder': code<{ name: string; known: readonly string[] }>(
    'error',
    'A placeholder has no value',
    (a) => `The placeholder ${quote(`{${a.name}}`)} has no value here; known are ${list(a.known)}`,
  ),
  'cascade/extends-cycle': code<{ chain: readonly string[] }>(
    'error',
    'Cascades extend each other in a circle',
    (a) => `Cascades extend each other in a circle: ${a.chain.map(quote).join(' -> ')}`,
  ),
  'cascade/extends-missing': code<{ target: string; near: readonly string[] }>(
    'error',
    'A cascade extends one that does not exist',
    (a) => `There is no cascade ${quote(a.target)} to extend${nearest(a.near)}`,
  ),
  'cascade/extends-too-long': code<{ limit: number }>(
    'error',
    'Too many cascades extend each other',
    (a) => `More than ${a.limit} cascades extend each other, one after the other`,
  ),
  'cascade/too-many-layers': code<{ found: number; limit: number }>(
    'error',
    'A cascade has too many layers',
    (a) => `With what it extends the cascade has ${a.found} layers, and the limit is ${a.limit}`,
  ),
  'cascade/too-many-finals': code<{ found: number; limit: number }>(
    'error',
    'The layers of a cascade have too many final pointers',
    (a) => `The layers of the cascade, with what it extends, have ${a.found} final pointers, and the limit is ${a.limit}`,
  ),
  'cascade/layer-not-object': code<{ kind: string }>(
    'error',
    'A layer is not an object',
    (a) => `A layer is an object, and this is ${a.kind}`,
  ),
  'cascade/unknown-directive': code<{ key: string }>(
    'error',
    'A key starts with $ and is no directive',
    (a) => `${quote(a.key)} is no directive; a key that really starts with $ is written with two`,
  ),
  'cascade/directive-with-siblings': code<{ directive: string; siblings: readonly string[] }>(
    'error',
    'Keys stand beside a directive',
    (a) =>
      `${quote(a.directive)} stands alone in its object, but beside it ${a.siblings.length === 1 ? 'is' : 'are'} ${all(a.siblings)}`,
  ),
  'cascade/directive-value': code<{ directive: string; expected: string; kind: string }>(
    'error',
    'A directive has a value of the wrong kind',
    (a) => `${quote(a.directive)} takes ${a.expected}, and this is ${a.kind}`,
  ),
  'cascade/directive-at-root': code<{ directive: string }>(
    'error',
    'A layer is a directive as a whole',
    (a) => `${quote(a.directive)} cannot stand for a whole layer`,
  ),
  'cascade/append-to-non-array': code<{ directive: string; kind: string }>(
    'error',
    'An array directive meets something that is no array',
    (a) => `${quote(a.directive)} adds to an inherited array, but the inherited value is ${a.kind}`,
  ),
  'cascade/unset-without-effect': code<{ pointer: string }>(
    'warning',
    'An $unset removes nothing',
    (a) => `There is nothing to remove at ${quote(a.pointer)}`,
  ),
  'cascade/kind-changed': code<{ pointer: string; from: string; to: string }>(
    'warning',
    'A layer changes the kind of an inherited value',
    (a) => `${quote(a.pointer)} was ${a.from} and becomes ${a.to}`,
  ),
  'cascade/final-changed': code<{ pointer: string; layer: string }>(
    'error',
    'A layer changes a value that an earlier layer declared final',
    (a) => `${quote(a.pointer)} is final since layer ${quote(a.layer)} and cannot be changed`,
  ),
  'cascade/key-missing': code<{ key: string }>(
    'error',
    'An element of an array merged by key has no key',
    (a) => `Elements here are merged by ${quote(a.key)}, and this one has none`,
  ),
  'cascade/key-repeated': code<{ key: string; value: string }>(
    'error',
    'Two elements of an array merged by key have the same key',
    (a) => `Two elements here have the same ${quote(a.key)}: ${a.value}`,
  ),
  'cascade/element-unset-outside': code<Record<never, never>>(
    'error',
    'An element is unset in an array that is not merged by key',
    () => `An element with $unset removes its namesake, but this array is not merged by key`,
  ),
} as const;
