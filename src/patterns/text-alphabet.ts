import { LAST_CODE_POINT, type CharSet } from './char-set.ts';

/** Intervals between the edges of sets, times sets. */
const MAX_WORK = 1_000_000;
/** Readable ones first. */
const PREFERRED: readonly (readonly [from: number, to: number])[] = [
  [0x61, 0x7a],
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x21, 0x7e],
  [0x20, 0x20],
  [0xa1, 0xff],
  [0x100, 0xd7ff],
  [0xe000, 0xfffd],
  [0x1_00_00, LAST_CODE_POINT],
  [0, 0x1f],
];

/** The code points, as few classes as the sets can tell apart. */
export interface TextAlphabet {
  /** A member of each class. */
  readonly members: readonly number[];
  /** Whether a class lies in a set, by the number of the set. */
  readonly has: (set: number, kind: number) => boolean;
}

/** Undefined where it would take too long. */
export function textAlphabet(sets: readonly CharSet[]): TextAlphabet | undefined {
  const cuts = new Set<number>([0]);
  for (const set of sets) for (let i = 0; i < set.length; i += 2) cuts.add(set[i] as number).add((set[i + 1] as number) + 1);
  if (cuts.size * (sets.length + 1) > MAX_WORK) return undefined;
  const starts = [...cuts].filter((cut) => cut <= LAST_CODE_POINT).sort((a, b) => a - b);
  const at = sets.map(() => 0);
  const kinds = new Map<string, { member: number; rank: number; within: readonly boolean[] }>();
  for (const [i, start] of starts.entries()) {
    const end = (starts[i + 1] ?? LAST_CODE_POINT + 1) - 1;
    const within = sets.map((set, nth) => isWithin(set, start, at, nth));
    const { member, rank } = memberOf(start, end);
    const key = within.map(Number).join('');
    const known = kinds.get(key);
    if (known === undefined || rank < known.rank) kinds.set(key, { member, rank, within });
  }
  const all = [...kinds.values()];
  return { members: all.map(({ member }) => member), has: (set, kind) => all[kind]?.within[set] === true };
}

/** @param at how far each set was passed; starts come in ascending order */
function isWithin(set: CharSet, start: number, at: number[], nth: number): boolean {
  let i = at[nth] as number;
  while (i < set.length && (set[i + 1] as number) < start) i += 2;
  at[nth] = i;
  return i < set.length && (set[i] as number) <= start;
}

function memberOf(start: number, end: number): { member: number; rank: number } {
  for (const [rank, [from, to]] of PREFERRED.entries()) {
    if (start <= to && end >= from) return { member: Math.max(start, from), rank };
  }
  return { member: start, rank: PREFERRED.length };
}
