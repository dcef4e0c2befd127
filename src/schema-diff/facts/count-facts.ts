import type { RuleId } from '../rules.ts';
import { found, seen, type Found } from '../view/found.ts';
import type { Place } from '../view/place.ts';
import { stated, type Side, type Stated } from '../view/side.ts';

interface CountRow {
  readonly keyword: string;
  readonly isLower: boolean;
  readonly tightened: RuleId;
  readonly relaxed: RuleId;
}

/** Bounds of lengths and counts. */
const rows: readonly CountRow[] = [
  { keyword: 'minLength', isLower: true, tightened: 'min-length-raised', relaxed: 'min-length-lowered' },
  { keyword: 'maxLength', isLower: false, tightened: 'max-length-lowered', relaxed: 'max-length-raised' },
  { keyword: 'minItems', isLower: true, tightened: 'min-items-raised', relaxed: 'min-items-lowered' },
  { keyword: 'maxItems', isLower: false, tightened: 'max-items-lowered', relaxed: 'max-items-raised' },
  { keyword: 'minProperties', isLower: true, tightened: 'min-properties-raised', relaxed: 'min-properties-lowered' },
  { keyword: 'maxProperties', isLower: false, tightened: 'max-properties-lowered', relaxed: 'max-properties-raised' },
];

export function countFacts(place: Place): Found[] {
  return rows.flatMap((row) => compareCount(place, row));
}

function compareCount(place: Place, { keyword, isLower, tightened, relaxed }: CountRow): Found[] {
  const [old, now] = [tightest(place.old, keyword, isLower), tightest(place.new, keyword, isLower)];
  const [before, after] = [numberOf(old, isLower), numberOf(now, isLower)];
  if (before === after) return [];
  const rule = after > before === isLower ? tightened : relaxed;
  return [found(place, rule, seen(place.old, old, [keyword]), seen(place.new, now, [keyword]))];
}

function tightest(side: Side, keyword: string, isLower: boolean): Stated | undefined {
  const numbers = stated(side, keyword).filter(({ value }) => typeof value === 'number');
  return numbers.reduce<Stated | undefined>((best, each) => {
    if (best === undefined) return each;
    return (each.value as number) > (best.value as number) === isLower ? each : best;
  }, undefined);
}

/** No bound is the loosest one. */
function numberOf(at: Stated | undefined, isLower: boolean): number {
  return typeof at?.value === 'number' ? at.value : isLower ? 0 : Infinity;
}
