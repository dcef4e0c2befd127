import { canonicalJson, compareKeys } from '../../model/canonical-json.ts';
import { isObject, type JsonValue } from '../../model/json.ts';
import { nearestNames } from '../../model/nearest-names.ts';
import { parsePointer } from '../../model/pointer.ts';
import type { Judgement } from '../change.ts';
import { worstOf } from '../effects/worst-of.ts';
import { formerNames } from '../facts/property-map.ts';
import { rules } from '../rules.ts';
import { found, seenSchema, withValue, type Found } from '../view/found.ts';
import { pathTo, type Place } from '../view/place.ts';
import type { SchemaNode } from '../../model/schema-world.ts';

/** A property that came, itself or within one that came. */
interface Added {
  readonly path: string;
  readonly node: SchemaNode;
  readonly place: Place;
  readonly fact: Found;
}

interface Removed {
  readonly path: string;
  readonly text: string;
  readonly fact: Found;
}

/** Of one schema text; more of them are no rename any more. */
const MAX_CANDIDATES = 50;
const MAX_ADDED = 5000;
/** A property is the same under another description. */
const spoken: ReadonlySet<string> = new Set(['title', 'description', 'x-confman-renamed-from']);
const MAX_TEXT = 10_000;

/**
 * Properties that may have got another name or place: the same schema, under a similar name beside it, or under the same name
 * elsewhere. A declared move (`x-confman-renamed-from` with the old path) takes the place of what came and went; all others are
 * proposals, and what came and went stays in the list.
 */
export function withRenames(facts: readonly Found[]): Found[] {
  const removed = facts.filter(({ rule }) => rule.startsWith('property-removed-')).map(removedOf);
  if (removed.length === 0) return [...facts];
  const added = facts.filter(({ rule }) => rule.startsWith('property-added-')).flatMap((fact) => addedOf(fact));
  const declared = declaredMoves(removed, added);
  const gone = new Set(declared.flatMap(({ replaces }) => replaces));
  const left = removed.filter(({ fact }) => !gone.has(fact));
  const candidates = byText(added.filter(({ fact }) => !gone.has(fact)));
  const proposed = left.flatMap((each) => propose(each, candidates.get(each.text) ?? []));
  return [...facts.filter((fact) => !gone.has(fact)), ...declared.map(({ fact }) => fact), ...proposed];
}

function removedOf(fact: Found): Removed {
  return { path: fact.path, text: textOf(fact.old.value), fact };
}

/** Empty where the schema says too little, or too much, to be recognised by. */
function textOf(schema: JsonValue | undefined): string {
  if (!isObject(schema) || Object.keys(schema).length === 0) return '';
  const telling = Object.entries(schema).filter(([keyword]) => !spoken.has(keyword));
  const text = canonicalJson(Object.fromEntries(telling));
  return text.length > MAX_TEXT || text === '{}' ? '' : text;
}

function addedOf(fact: Found): Added[] {
  const { place, path } = fact;
  const tokens = parsePointer(`/${path}`) ?? [];
  const name = tokens.at(-1);
  if (name === undefined) return [];
  const all: Added[] = place.new.conjuncts.flatMap(({ node }) => {
    const child = place.new.world.child(node, ['properties', name]);
    return child === undefined ? [] : [{ path, node: child, place, fact }];
  });
  for (const each of all) {
    if (all.length < MAX_ADDED) all.push(...partsOf(each));
  }
  return all;
}

function partsOf({ path, node, place, fact }: Added): Added[] {
  if (!isObject(node.schema) || !isObject(node.schema['properties'])) return [];
  return Object.keys(node.schema['properties']).flatMap((name) => {
    const child = place.new.world.child(node, ['properties', name]);
    return child === undefined ? [] : [{ path: pathTo(path, name), node: child, place, fact }];
  });
}

function byText(added: readonly Added[]): Map<string, Added[]> {
  const map = new Map<string, Added[]>();
  for (const each of added) {
    const text = textOf(each.node.schema);
    const known = map.get(text) ?? [];
    if (text !== '' && known.length < MAX_CANDIDATES) known.push(each);
    map.set(text, known);
  }
  return map;
}

function declaredMoves(removed: readonly Removed[], added: readonly Added[]): { fact: Found; replaces: readonly Found[] }[] {
  const byPath = new Map(removed.map((each) => [each.path, each]));
  const taken = new Set<Removed>();
  return added.flatMap((each) => {
    const former = formerNames(each.place.new, [each.node]).map((name) => byPath.get(name.replace(/^\//, '')));
    const from = former.find((found) => found !== undefined && !taken.has(found));
    if (from === undefined) return [];
    taken.add(from);
    const replaces = each.path === each.fact.path ? [from.fact, each.fact] : [from.fact];
    return [{ fact: renameFact('property-moved', from, each, undefined), replaces }];
  });
}

function propose(removed: Removed, candidates: readonly Added[]): Found[] {
  const parent = parentOf(removed.path);
  const beside = new Map(candidates.filter(({ path }) => parentOf(path) === parent).map((each) => [nameOf(each.path), each]));
  const [near] = nearestNames(nameOf(removed.path), beside.keys(), 1);
  const renamed = near === undefined ? undefined : beside.get(near);
  if (renamed !== undefined) return [renameFact('property-renamed', removed, renamed, 'proposed')];
  const elsewhere = candidates
    .filter(({ path }) => nameOf(path) === nameOf(removed.path))
    .sort((a, b) => compareKeys(a.path, b.path));
  const [moved] = elsewhere;
  return moved === undefined || elsewhere.length > 1 ? [] : [renameFact('property-moved', removed, moved, 'proposed')];
}

function renameFact(
  rule: 'property-renamed' | 'property-moved',
  removed: Removed,
  added: Added,
  note: 'proposed' | undefined,
): Found {
  const isMove = rule === 'property-moved';
  const old = withValue({ evidence: removed.fact.old, conjunct: undefined }, isMove ? removed.path : nameOf(removed.path));
  const now = withValue(seenSchema(added.place.new, added.node), isMove ? added.path : nameOf(added.path));
  return found(added.place, rule, old, now, {
    path: added.path,
    note,
    proposed: note === undefined ? undefined : true,
    proposes: note === undefined ? undefined : [removed.fact, added.fact],
    backward: worse(removed.fact, added.fact, 'backward'),
    forward: worse(removed.fact, added.fact, 'forward'),
  });
}

/** A rename is a removal and an addition. */
function worse(a: Found, b: Found, direction: 'backward' | 'forward'): Judgement {
  return worstOf([a, b].map((each) => each[direction] ?? rules[each.rule][direction]));
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function nameOf(path: string): string {
  return parsePointer(`/${path.slice(path.lastIndexOf('/') + 1)}`)?.[0] ?? path;
}
