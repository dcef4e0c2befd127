import { isObject, member } from '../../model/json.ts';
import { found, seenSchema, withValue, type Found } from '../view/found.ts';
import { pairOf, type Place } from '../view/place.ts';
import type { Side } from '../view/side.ts';
import { isTrivial } from '../view/trivial.ts';

/** Where a version says everything or nothing at once; the other facts about plain values are then beside the point. */
export function wholeFacts(place: Place): Found[] | undefined {
  const [old, now] = [place.old, place.new];
  if (old.isFalse && now.isFalse) return [];
  const seen = [seenSchema(old, old.starts[0]), seenSchema(now, now.starts[0])] as const;
  if (now.isFalse) return [found(place, 'schema-closed', ...seen)];
  if (old.isFalse) return [found(place, 'schema-opened', ...seen)];
  if (!isAnything(now) || isTrivial(old.world, old.starts)) return undefined;
  return [found(place, 'schema-opened', ...seen)];
}

function isAnything({ starts }: Side): boolean {
  return starts.length > 0 && starts.every(({ schema }) => schema === true);
}

/** Of the document; resources of other drafts within it are compared by what their keywords mean. */
export function dialectFacts(place: Place): Found[] {
  const pair = pairOf(place);
  if (pair === undefined || pair[0].draft === pair[1].draft) return [];
  const [old, now] = pair;
  return [found(place, 'dialect-changed', dialectSeen(place.old, old.draft), dialectSeen(place.new, now.draft))];
}

function dialectSeen(side: Side, draft: string) {
  const [node] = side.starts;
  const isStated = node !== undefined && isObject(node.schema) && member(node.schema, '$schema') !== undefined;
  const site = node !== undefined && isStated ? side.world.siteOf(node, ['$schema']) : undefined;
  const seen = seenSchema(side, node);
  return withValue(site === undefined ? seen : { ...seen, evidence: { site, pointer: site.pointer, value: draft } }, draft);
}
