import { deepEqual, type JsonValue } from '../../model/json.ts';
import type { RuleId } from '../rules.ts';
import { found, seen, type Found } from '../view/found.ts';
import type { Place } from '../view/place.ts';
import { stated, type Side, type Stated } from '../view/side.ts';

const documentation = ['title', 'description', 'examples', '$comment', 'x-confman-message', 'x-confman-rotation-days'] as const;
const identifiers = ['$id', 'id'] as const;
const units = ['x-confman-unit', 'x-unit'] as const;
const deprecations = ['x-confman-deprecated', 'deprecated'] as const;

/** What is said to readers; the documents that are accepted are the same. */
export function annotationFacts(place: Place): Found[] {
  return [
    ...documentation.flatMap((keyword) => changed(place, keyword, 'documentation-changed')),
    ...unitFacts(place),
    ...deprecationFacts(place),
    ...(['readOnly', 'writeOnly'] as const).flatMap((keyword) => changed(place, keyword, 'read-only-changed', false)),
    ...identifierFacts(place),
  ];
}

function changed(place: Place, keyword: string, rule: RuleId, absent?: JsonValue): Found[] {
  const [old, now] = [stated(place.old, keyword)[0], stated(place.new, keyword)[0]];
  if (isSame(old?.value ?? absent, now?.value ?? absent)) return [];
  return [found(place, rule, seen(place.old, old, [keyword]), seen(place.new, now, [keyword]), { note: keyword })];
}

function isSame(old: JsonValue | undefined, now: JsonValue | undefined): boolean {
  return old === undefined || now === undefined ? old === now : deepEqual(old, now);
}

function firstOf(side: Side, keywords: readonly string[]): [keyword: string, at: Stated | undefined] {
  for (const keyword of keywords) {
    const at = stated(side, keyword).find(({ value }) => value !== false);
    if (at !== undefined) return [keyword, at];
  }
  return ['', undefined];
}

function unitFacts(place: Place): Found[] {
  const [oldKeyword, old] = firstOf(place.old, units);
  const [newKeyword, now] = firstOf(place.new, units);
  if (isSame(old?.value, now?.value)) return [];
  const rule = old === undefined ? 'unit-added' : 'unit-changed';
  return [found(place, rule, seen(place.old, old, [oldKeyword]), seen(place.new, now, [newKeyword]))];
}

function deprecationFacts(place: Place): Found[] {
  const [oldKeyword, old] = firstOf(place.old, deprecations);
  const [newKeyword, now] = firstOf(place.new, deprecations);
  if ((old === undefined) === (now === undefined)) return [];
  const rule = old === undefined ? 'property-deprecated' : 'property-undeprecated';
  return [found(place, rule, seen(place.old, old, [oldKeyword]), seen(place.new, now, [newKeyword]))];
}

export function isDeprecated(side: Side): boolean {
  return firstOf(side, deprecations)[1] !== undefined;
}

/** Only of the schema itself: behind a reference another one begins. */
function identifierFacts(place: Place): Found[] {
  return identifiers.flatMap((keyword) => {
    const [old, now] = [own(place.old, keyword), own(place.new, keyword)];
    if (isSame(old?.value, now?.value)) return [];
    return [found(place, 'id-changed', seen(place.old, old, [keyword]), seen(place.new, now, [keyword]))];
  });
}

function own(side: Side, keyword: string): Stated | undefined {
  return stated(side, keyword).find(({ conjunct, value }) => side.starts.includes(conjunct.node) && typeof value === 'string');
}
