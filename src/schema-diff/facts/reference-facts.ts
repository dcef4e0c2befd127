import { isObject, member, type JsonValue } from '../../model/json.ts';
import type { SchemaNode } from '../../model/schema-world.ts';
import { found, withValue, seenSchema, type Found, type Seen } from '../view/found.ts';
import { pairOf, type Place } from '../view/place.ts';
import type { LooseReference, Side } from '../view/side.ts';

/** References that cannot be followed, or lead to different places on different ways. */
export function looseReferenceFacts(place: Place): Found[] {
  const [old, now] = [looseOf(place.old), looseOf(place.new)];
  if (place.parent !== undefined && old === undefined && now === undefined) return [];
  if (JSON.stringify([old?.text, old?.isDynamic]) === JSON.stringify([now?.text, now?.isDynamic])) return [];
  const isUnresolved = (old !== undefined && !old.isDynamic) || (now !== undefined && !now.isDynamic);
  const note = isUnresolved ? undefined : 'a reference that depends on the way that leads to it changed';
  return [
    found(place, isUnresolved ? 'ref-unresolved' : 'recursion-changed', seenAt(place.old, old), seenAt(place.new, now), { note }),
  ];
}

function looseOf({ loose }: Side): LooseReference | undefined {
  return loose.find(({ isDynamic }) => !isDynamic) ?? loose[0];
}

function seenAt(side: Side, at: LooseReference | undefined): Seen {
  if (at === undefined) return seenSchema(side, undefined);
  const site = side.world.siteOf(at.node, [at.keyword]);
  return { evidence: { site, pointer: site.pointer, value: at.text }, conjunct: undefined };
}

/** The reference names something else, and nothing else was found to differ. */
export function retargetedFacts(place: Place): Found[] {
  const pair = pairOf(place);
  const [old, now] = [pair && referenceOf(pair[0]), pair && referenceOf(pair[1])];
  if (pair === undefined || old === undefined || now === undefined) return [];
  const [before, after] = [place.old.targets[0], place.new.targets[0]];
  if (before === undefined || after === undefined) return [];
  if (before.pointer === after.pointer && isSameDocument(pair, [before, after])) return [];
  return [found(place, 'ref-retargeted', textAt(place.old, pair[0], old), textAt(place.new, pair[1], now))];
}

/** In the document itself on both sides, whatever the versions are called, or in another one of the same name. */
function isSameDocument(from: readonly [SchemaNode, SchemaNode], to: readonly [SchemaNode, SchemaNode]): boolean {
  const [isLocal, wasLocal] = [from[1].document === to[1].document, from[0].document === to[0].document];
  return isLocal === wasLocal && (isLocal || familyOf(to[0]) === familyOf(to[1]));
}

/** Another version of the same document is the same target. */
function familyOf({ document }: SchemaNode): string {
  return document.replace(/\/v\d+(?:\.\d+){0,2}$/, '');
}

function referenceOf({ schema }: SchemaNode): JsonValue | undefined {
  return isObject(schema) ? member(schema, '$ref') : undefined;
}

function textAt(side: Side, node: SchemaNode, text: JsonValue): Seen {
  const site = side.world.siteOf(node, ['$ref']);
  return withValue({ evidence: { site, pointer: site.pointer, value: text }, conjunct: undefined }, text);
}
