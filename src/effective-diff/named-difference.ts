import type { JsonValue } from '../model/json.ts';

/** What an app is called, and what its cascade captured of that: names with their values, in the same order for both apps. */
export type AppNames = readonly (readonly [name: string, value: string])[];

/** Shorter ones, and numbers, stand in too many texts by chance. */
const telling = /^(?=.*[A-Za-z]).{2,}$/;
const wordCharacter = /[A-Za-z0-9_]/;

/**
 * Whether two texts say the same, each of its own app: `https://eu-1.shop.example` of `apps/shop/eu-1` and
 * `https://us-1.shop.example` of `apps/shop/us-1`.
 */
export function isNamedDifference(before: JsonValue, after: JsonValue, old: AppNames, now: AppNames): boolean {
  if (typeof before !== 'string' || typeof after !== 'string') return false;
  return withoutNames(before, old) === withoutNames(after, now);
}

function withoutNames(text: string, names: AppNames): string {
  const tellings = names.filter(([, value]) => telling.test(value));
  return tellings.reduce((rest, [name, value]) => withoutName(rest, name, value), text.replaceAll('\0', '\0\0'));
}

/** Only whole words: `eu` does not stand in `neutral`. */
function withoutName(text: string, name: string, value: string): string {
  let shown = '';
  let from = 0;
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) {
    const [left, right] = [text[at - 1] ?? ' ', text[at + value.length] ?? ' '];
    if (wordCharacter.test(left) || wordCharacter.test(right)) continue;
    shown += `${text.slice(from, at)}\0{${name}}`;
    from = at + value.length;
  }
  return shown + text.slice(from);
}
