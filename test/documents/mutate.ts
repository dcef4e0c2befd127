import type { Random } from './random.ts';

const PIECES = [
  ...'{}[]:,"\'\\/*#;=+-.0123456789eExXutfn \n\r_$a@',
  '//',
  '/*',
  '*/',
  'true',
  'null',
  'NaN',
  'Infinity',
  '\\u00',
  '\\x4',
  '\u2028',
  '\ud800',
  'é',
];

/** The text with one to four small changes: something removed, added, doubled or moved, or the end cut off. */
export function mutated(text: string, random: Random): string {
  let changed = text;
  for (let i = 1 + random.below(4); i > 0; i--) changed = once(changed, random);
  return changed;
}

function once(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const length = 1 + random.below(random.chance(80) ? 2 : 12);
  switch (random.below(6)) {
    case 0:
      return text.slice(0, at) + text.slice(at + length);
    case 1:
      return text.slice(0, at) + text.slice(at, at + length) + text.slice(at);
    case 2:
      return text.slice(0, at) + random.pick(PIECES) + text.slice(at + length);
    case 3:
      return random.chance(30) ? text.slice(0, at) : text;
    default:
      return text.slice(0, at) + random.pick(PIECES) + text.slice(at);
  }
}
