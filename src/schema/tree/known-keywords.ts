import { HINTS } from './tree-hints.ts';

/** Said in a tree by the property that a schema is the value of. */
const ofProperty: ReadonlySet<string> = new Set(['description', 'default', 'x-confman-unit']);

/** Looked at by the export of each kind of node, which says itself what of them gets lost. */
const ofNode = {
  object: new Set(['properties', 'required', 'additionalProperties', 'unevaluatedProperties', 'minProperties', 'maxProperties']),
  array: new Set(['items', 'minItems', 'maxItems']),
  leaf: new Set([
    'minimum',
    'maximum',
    'exclusiveMinimum',
    'exclusiveMaximum',
    'minLength',
    'maxLength',
    'format',
    'contentEncoding',
    'enum',
    'const',
    'x-confman-secret-ref',
  ]),
} as const satisfies Readonly<Record<string, ReadonlySet<string>>>;

/** Bookkeeping of the schema itself: nothing of it is about values. */
const silent: ReadonlySet<string> = new Set([
  'type',
  '$schema',
  '$id',
  'id',
  '$anchor',
  '$defs',
  'definitions',
  '$comment',
  '_id',
  HINTS,
]);

const reasons: ReadonlyMap<string, string> = new Map([
  ['pattern', 'a tree has no patterns; the nearest is a Format'],
  ['multipleOf', 'a tree has no multiples'],
  ['patternProperties', 'the properties of a tree have fixed names'],
  ['propertyNames', 'the properties of a tree have fixed names'],
  ['prefixItems', 'all items of a tree are alike'],
  ['uniqueItems', 'a tree cannot ask for different items'],
  ['contains', 'all items of a tree are alike'],
  ['title', 'a tree has descriptions and no titles'],
]);

const ANNOTATION = /^(?:examples|deprecated|readOnly|writeOnly|contentMediaType|x-.*)$/;

/**
 * Why a keyword of a JSON Schema gets lost in a tree; undefined where it is kept, where the export of its node decides, or
 * where it says nothing about values.
 *
 * @param type what the schema describes; undefined for a leaf
 */
export function reasonToLose(keyword: string, type: 'object' | 'array' | undefined, inProperty: boolean): string | undefined {
  if (silent.has(keyword) || ofNode[type ?? 'leaf'].has(keyword)) return undefined;
  if (ofProperty.has(keyword)) return inProperty ? undefined : 'in a tree only a property has one';
  return reasons.get(keyword) ?? (ANNOTATION.test(keyword) ? 'a tree has no attribute for it' : 'a tree has no such rule');
}

export function isBesideReference(keyword: string): boolean {
  return keyword === '$ref' || ofProperty.has(keyword) || silent.has(keyword);
}
