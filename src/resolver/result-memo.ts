import type { Variables } from '../model/variables.ts';
import type { Inlined } from './inlined.ts';

/** Results that asked for the same variables, by the answers that they got. */
interface Group {
  readonly names: readonly string[];
  readonly results: Map<string, Inlined>;
}

/** Results kept for one target. A target that depends on `{app}` has as many as there are apps, and no one asks twice. */
const kept = 64;
const none: readonly Group[] = [];

/** What targets came out as: once for everyone where no variable was asked, else once for each set of answers. */
export class ResultMemo {
  readonly #groups = new Map<string, Group[]>();

  find(target: string, variables: Variables): Inlined | undefined {
    for (const { names, results } of this.#groups.get(target) ?? none) {
      const result = results.get(answersOf(names, variables));
      if (result !== undefined) return result;
    }
    return undefined;
  }

  keep(target: string, variables: Variables, result: Inlined): void {
    const names = [...result.asked.keys()];
    const groups = this.#groups.get(target) ?? [];
    if (groups.length === 0) this.#groups.set(target, groups);
    let group = groups.find((each) => each.names.length === names.length && each.names.every((name, i) => name === names[i]));
    if (group === undefined) groups.push((group = { names, results: new Map() }));
    const { results } = group;
    if (results.size >= kept) results.delete(results.keys().next().value as string);
    results.set(answersOf(names, variables), result);
  }
}

function answersOf(names: readonly string[], variables: Variables): string {
  return names.length === 0 ? '' : JSON.stringify(names.map((name) => variables.get(name) ?? null));
}
