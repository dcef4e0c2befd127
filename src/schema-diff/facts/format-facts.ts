import { canonicalJson } from '../../model/canonical-json.ts';
import type { JsonValue } from '../../model/json.ts';
import { found, seen, withValue, type Found } from '../view/found.ts';
import type { Place } from '../view/place.ts';
import { stated, type Side, type Stated } from '../view/side.ts';
import { difference, pairs, ruleOf } from './string-facts.ts';

const formatRules = { added: 'format-added', removed: 'format-removed', changed: 'format-changed' } as const;
const contentKeywords = ['contentEncoding', 'contentMediaType'] as const;

export function formatFacts(place: Place): Found[] {
  return [
    ...namedFormats(place),
    ...secretFacts(place),
    ...contentKeywords.flatMap((each) => contentFacts(place, each)),
    ...contentSchema(place),
  ];
}

/** A format that is not checked says something to readers only. */
function namedFormats(place: Place): Found[] {
  const { added, removed } = difference(place, 'format');
  return pairs(removed, added).map(([old, now]) => {
    const [before, after] = [isChecked(place.old, old), isChecked(place.new, now)];
    const effect = {
      ...(after ? {} : { backward: 'safe' as const }),
      ...(before ? {} : { forward: 'safe' as const }),
    };
    return found(
      place,
      ruleOf(old, now, formatRules),
      seen(place.old, old, ['format']),
      seen(place.new, now, ['format']),
      effect,
    );
  });
}

function isChecked(side: Side, at: Stated | undefined): boolean {
  return typeof at?.value === 'string' && side.world.checks.format(at.value) !== undefined;
}

/** A reference to a secret is a kind of text, as a format is. */
function secretFacts(place: Place): Found[] {
  const keyword = 'x-confman-secret-ref';
  const [old, now] = [isSecret(place.old), isSecret(place.new)];
  if ((old === undefined) === (now === undefined)) return [];
  const before = withValue(seen(place.old, old, [keyword]), old && 'secret-ref');
  const after = withValue(seen(place.new, now, [keyword]), now && 'secret-ref');
  return [found(place, old === undefined ? 'format-added' : 'format-removed', before, after)];
}

function isSecret(side: Side): Stated | undefined {
  return stated(side, 'x-confman-secret-ref').find(({ value }) => value === true);
}

function contentFacts(place: Place, keyword: string): Found[] {
  const { added, removed } = difference(place, keyword);
  return pairs(removed, added).map(([old, now]) =>
    found(place, 'content-changed', seen(place.old, old, [keyword]), seen(place.new, now, [keyword]), {
      note: keyword,
      ...(keyword === 'contentEncoding' ? { backward: demands(now), forward: demands(old) } : {}),
    }),
  );
}

/** Of all encodings confman checks one. */
function demands(at: Stated | undefined): 'breaks' | 'safe' {
  return at?.value === 'base64' ? 'breaks' : 'safe';
}

/** Describes a text that is inside of a text; nobody checks it. */
function contentSchema(place: Place): Found[] {
  const keyword = 'contentSchema';
  const [old, now] = [stated(place.old, keyword), stated(place.new, keyword)];
  if (textOf(old) === textOf(now)) return [];
  return [
    found(place, 'content-changed', seen(place.old, old[0], [keyword]), seen(place.new, now[0], [keyword]), { note: keyword }),
  ];
}

function textOf(all: readonly Stated[]): string {
  return canonicalJson(all.map(({ value }): JsonValue => value));
}
