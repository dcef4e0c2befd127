import { nearestNames } from '../../model/nearest-names.ts';

/** The names that were probably meant by another, nearest first, at most three. */
export type Suggester = (name: string, names: readonly string[]) => string[];

/** So many names are compared in all; where there are more, typing errors are not what is wrong. */
const MAX_COMPARED = 1_000_000;

/** One or two letters are near to everything: those must differ in nothing but case. */
export function suggester(): Suggester {
  let left = MAX_COMPARED;
  return (name, names) => {
    left -= names.length + 1;
    if (left < 0) return [];
    const alike = names.filter((each) => each.length > 2 || each.toLowerCase() === name.toLowerCase());
    return name.length > 2 ? nearestNames(name, alike, 3) : alike.filter((each) => each.toLowerCase() === name.toLowerCase());
  };
}
