import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import { formatPointer } from '../../src/model/pointer.ts';
import type { Random } from '../documents/random.ts';

const keys = ['a', 'b', 'c', 'd', 'name', '', '/', '~', '~1', 'a/b', 'toString', '0', 'é', '10', 'a b'];
const scalars: readonly JsonValue[] = [0, 1, 2, 8080, 1.5, -3, '5', '1.5', 'true', 'low', 'high', true, false, null, ''];

/** An object with the keys and kinds that steps are for. */
export function randomData(random: Random, depth = 3): JsonObject {
  const object: Record<string, JsonValue> = {};
  for (let i = random.below(5); i > 0; i--) object[random.pick(keys)] = randomValue(random, depth - 1);
  return object;
}

function randomValue(random: Random, depth: number): JsonValue {
  if (depth <= 0 || random.chance(40)) return random.pick(scalars);
  if (random.chance(60)) return randomData(random, depth);
  return Array.from({ length: random.below(4) }, () => randomValue(random, depth - 1));
}

/** The paths of all members of objects that are reached through objects alone. */
function members(value: JsonValue, path: readonly string[] = []): (readonly string[])[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => [[...path, key], ...members(child, [...path, key])]);
}

/** Steps as they are written, most of which find something in the value. */
export function randomSteps(value: JsonValue, random: Random, most = 4): JsonValue[] {
  return Array.from({ length: 1 + random.below(most) }, () => randomStep(value, random, 2));
}

function randomStep(value: JsonValue, random: Random, depth: number): JsonValue {
  const all = members(value);
  const known = all.length > 0 && random.chance(90) ? random.pick(all) : [random.pick(keys)];
  const found = known.reduce<JsonValue | undefined>((at, key) => (isObject(at) ? member(at, key) : undefined), value);
  const path = formatPointer(known);
  if (depth > 0 && found !== undefined && random.chance(35)) return nested(found, path, random, depth);
  const parent = random.chance(30) ? [] : known.slice(0, -1);
  const fresh = [...parent, `${random.pick(keys)}${random.below(3)}`];
  switch (random.below(8)) {
    case 0:
      return {
        add: random.chance(30) ? path : formatPointer(fresh),
        value: randomValue(random, 2),
        ...(random.chance(30) ? { lossy: true } : {}),
        ...(random.chance(15) ? { optional: true } : {}),
      };
    case 1:
      return { remove: path, default: found ?? 1 };
    case 2:
      return { rename: path, to: `new${random.below(3)}${known.at(-1)}` };
    case 3: {
      const target =
        random.chance(30) && all.length > 0 ? [...random.pick(all), 'm'] : [...fresh, ...(random.chance(40) ? ['m'] : [])];
      const shorter = Math.min(target.length, known.length);
      const inside = known.slice(0, shorter).every((key, i) => key === target[i]);
      return inside
        ? { rename: path, to: `moved${known.at(-1)}` }
        : { move: path, to: formatPointer(target), ...(random.chance(30) ? { emptied: 'remove' } : {}) };
    }
    case 4:
      return { wrap: path };
    case 5:
      return isArray(found) ? { head: path } : { rename: path, to: `new${known.at(-1)}` };
    default:
      return conversion(path, found, random);
  }
}

function nested(found: JsonValue, path: string, random: Random, depth: number): JsonValue {
  const each = isArray(found) ? found : isObject(found) && random.chance(40) ? Object.values(found) : undefined;
  const inside = each === undefined ? found : each.length > 0 ? random.pick(each) : {};
  const steps = Array.from({ length: 1 + random.below(2) }, () => randomStep(inside, random, depth - 1));
  if (each === undefined) return { in: path, steps };
  return { map: path, steps: random.chance(30) ? [{ wrap: '' }] : steps };
}

function conversion(path: string, found: JsonValue | undefined, random: Random): JsonValue {
  if (typeof found === 'number' && random.chance(50))
    return {
      convert: path,
      unit: random.pick([
        { from: 'ms', to: 's' },
        { from: 'min', to: 's' },
        { from: 'KiB', to: 'B' },
      ]),
    };
  if (typeof found === 'number') return { convert: path, type: { from: 'number', to: 'string' } };
  if (typeof found === 'boolean') return { convert: path, type: { from: 'boolean', to: random.pick(['string', 'integer']) } };
  if (typeof found === 'string' && random.chance(50))
    return { convert: path, type: { from: 'string', to: random.pick(['number', 'boolean']) } };
  return {
    convert: path,
    values: [
      ['low', 1],
      ['high', 'x'],
      ['5', null],
    ],
    others: random.pick(['keep', 'refuse']),
  };
}
