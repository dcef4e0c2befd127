import type { EpsilonPaths } from './epsilon-paths.ts';
import type { Budget } from './proof-budget.ts';

/** A bound above these is as good as none. */
const MAX_PATHS = 64;
const MAX_COST = 512;

export interface PathGraph {
  /** The character classes that a char step takes. */
  readonly classes: (char: number) => readonly number[];
  readonly after: (char: number) => EpsilonPaths | undefined;
  /** Char steps whose paths need not be counted. */
  readonly ignored: (char: number) => boolean;
  /** Where the paths over a text begin. */
  readonly entry: ReadonlyMap<number, number>;
  /** Where further ones begin at each later character; empty for one attempt alone. */
  readonly later: ReadonlyMap<number, number>;
  /** What trying to begin costs at each later character. */
  readonly laterCost: number;
}

/** Char step to the number of paths that have just taken a character there. */
type Situation = ReadonlyMap<number, number>;

/**
 * The most steps per character that a backtracking engine can spend over any text: all situations (which steps are alive, and
 * by how many paths each) that some text leads to are visited. Undefined when there is no such bound, or none was found in time.
 */
export function countPaths(graph: PathGraph, budget: Budget): number | undefined {
  const first = advance(graph, graph.entry, budget);
  if (first === undefined) return undefined;
  const queue = [...first];
  const seen = new Set<string>();
  let worst = graph.laterCost;
  for (let situation = queue.pop(); situation !== undefined; situation = queue.pop()) {
    const key = keyOf(situation);
    if (seen.has(key)) continue;
    seen.add(key);
    const ahead = lookAhead(graph, situation);
    const next = ahead === undefined ? undefined : advance(graph, ahead.ways, budget);
    if (ahead === undefined || next === undefined) return undefined;
    worst = Math.max(worst, ahead.cost);
    queue.push(...next);
  }
  return worst > MAX_COST ? undefined : worst;
}

function keyOf(situation: Situation): string {
  return [...situation]
    .sort((a, b) => a[0] - b[0])
    .map(([char, paths]) => `${char}:${paths}`)
    .join();
}

/** From each living path every way to a further character, and what trying them all costs. */
function lookAhead(graph: PathGraph, situation: Situation): { ways: Situation; cost: number } | undefined {
  const ways = new Map(graph.later);
  let paths = 0;
  let cost = graph.laterCost;
  for (const [char, alive] of situation) {
    const after = graph.after(char);
    paths += alive;
    cost += alive * (after?.cost ?? Infinity);
    if (after === undefined || paths > MAX_PATHS || cost > MAX_COST) return undefined;
    for (const [target, count] of after.chars) ways.set(target, (ways.get(target) ?? 0) + alive * count);
  }
  return { ways, cost };
}

/** The situations after one more character, one for each class of characters that some way takes. */
function advance(graph: PathGraph, ways: Situation, budget: Budget): Situation[] | undefined {
  if (!budget.take(ways.size + 1)) return undefined;
  const byClass = new Map<number, Map<number, number>>();
  for (const [char, count] of ways) {
    if (graph.ignored(char)) continue;
    const kinds = graph.classes(char);
    if (!budget.take(kinds.length)) return undefined;
    for (const kind of kinds) {
      const situation = byClass.get(kind) ?? new Map<number, number>();
      byClass.set(kind, situation.set(char, count));
    }
  }
  return [...byClass.values()];
}
