import { deepEqual, jsonKind, type JsonValue } from '../model/json.ts';
import { isLayerArray, isLayerObject, Patch, type LayerValue } from '../model/layer-value.ts';
import { valueAt } from '../model/pointer.ts';
import { childRules, strategyOf, type MergeRules } from '../cascade/merge-rules.ts';
import type { Place } from './place.ts';
import { isPlainObject, plainMembers } from './plain-members.ts';

/** A layer in its place among the others of an app: what they merge to before and after it. */
export interface MergedLayer {
  readonly value: LayerValue;
  readonly before: JsonValue;
  readonly after: JsonValue;
}

/** What a layer does at a place. `touches`: something that may depend on what is inherited there. */
type Effect = 'nothing' | 'shadows' | 'touches';

/** The members of a layer that a later one shadows. */
export function shadowedPlaces(raw: JsonValue, layers: readonly MergedLayer[], index: number, rules: MergeRules): Place[] {
  const found: Place[] = [];
  const walk = (value: JsonValue, at: Place): void => {
    if (!isPlainObject(value)) return;
    for (const each of plainMembers(value)) {
      const place = { written: [...at.written, each.written], lands: [...at.lands, each.lands] };
      if (shadowingLayer(raw, place, layers, index, rules) !== undefined) found.push(place);
      walk(each.value, place);
    }
  };
  walk(raw, { written: [], lands: [] });
  return found;
}

/**
 * Which layer takes the place of what another says, so that this might as well be left out: the next one that says anything
 * there replaces it whole, whatever it is, by something else. One that says the same could be left out itself, and that
 * comes first.
 *
 * @returns the index of the layer; undefined where none does, or it is not certain
 */
export function shadowingLayer(
  raw: JsonValue,
  { written, lands }: Place,
  layers: readonly MergedLayer[],
  index: number,
  rules: MergeRules,
): number | undefined {
  const own = layers[index] as MergedLayer;
  const [inherited, said] = [valueAt(own.before, lands), valueAt(own.after, lands)];
  // Without this layer another change of kind would come to be told elsewhere.
  if (said === undefined || (inherited !== undefined && jsonKind(inherited) !== jsonKind(said))) return undefined;
  const value = valueAt(raw, written) as JsonValue;
  for (let i = index + 1; i < layers.length; i++) {
    const effect = effectOf(layers[i] as MergedLayer, value, lands, rules);
    if (effect !== 'nothing') return effect === 'shadows' ? i : undefined;
  }
  return undefined;
}

function effectOf(layer: MergedLayer, raw: JsonValue, lands: readonly string[], rules: MergeRules): Effect {
  let { value } = layer;
  for (const token of lands) {
    if (!isLayerObject(value)) break;
    if (!Object.hasOwn(value, token)) return 'nothing';
    value = value[token] as LayerValue;
  }
  const shadows = isLayerObject(value) ? coversAll(layer, raw, lands, rules) : replacesWhole(value, rulesAt(rules, lands));
  return shadows && changes(layer, lands) ? 'shadows' : 'touches';
}

/** Two objects merge: the first one is not needed where the second says everything anew that it says. */
function coversAll(layer: MergedLayer, raw: JsonValue, lands: readonly string[], rules: MergeRules): boolean {
  if (!isPlainObject(raw)) return false;
  return plainMembers(raw).every((each) => effectOf(layer, each.value, [...lands, each.lands], rules) === 'shadows');
}

function replacesWhole(value: LayerValue, rules: MergeRules): boolean {
  if (value instanceof Patch) return value.kind === 'replace' && value.after === undefined;
  return !isLayerArray(value) || strategyOf(rules) === 'replace';
}

function rulesAt(rules: MergeRules, tokens: readonly string[]): MergeRules {
  return tokens.reduce<MergeRules>(childRules, rules);
}

function changes({ before, after }: MergedLayer, lands: readonly string[]): boolean {
  const [left, right] = [valueAt(before, lands), valueAt(after, lands)];
  return left === undefined || right === undefined ? left !== right : !deepEqual(left, right);
}
