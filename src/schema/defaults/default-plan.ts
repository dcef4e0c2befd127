import { compareKeys } from '../../model/canonical-json.ts';
import { isArray, isObject, type JsonValue } from '../../model/json.ts';
import type { Site } from '../../model/source.ts';
import type { AnnotationNode } from '../annotations/annotation-graph.ts';
import { AnnotationStates, type AnnotationState } from '../annotations/annotation-state.ts';
import { Reach } from '../annotations/reaching.ts';
import type { PatternTester } from '../engine/runtime.ts';

/** A property that is filled in where it is missing. */
export interface DefaultEntry {
  readonly name: string;
  readonly value: JsonValue;
  /** Equal for equal values. */
  readonly text: string;
  readonly site: Site;
  /** The app's environment must be in each of these lists. */
  readonly environments: readonly (readonly string[])[];
}

/** The plans of all schemas; equal sets of schemas have one. */
export class DefaultPlans {
  readonly #states: AnnotationStates;
  readonly #plans = new Map<AnnotationState, DefaultPlan>();

  constructor(patternOf: (source: string) => PatternTester) {
    const reach = new Reach(hasDefaults);
    this.#states = new AnnotationStates(patternOf, reach.leads);
  }

  /** Undefined where no default could ever be filled in. */
  of(nodes: Iterable<AnnotationNode>): DefaultPlan | undefined {
    return this.#planOf(this.#states.of(nodes));
  }

  readonly #planOf: PlanOf = (state) => {
    if (state === undefined) return undefined;
    let plan = this.#plans.get(state);
    if (plan === undefined) {
      plan = new DefaultPlan(state, this.#states, this.#planOf);
      this.#plans.set(state, plan);
    }
    return plan;
  };
}

type PlanOf = (state: AnnotationState | undefined) => DefaultPlan | undefined;

/** What is to be filled into one value. Only what leads to some default has a plan. */
export class DefaultPlan {
  readonly entries: readonly DefaultEntry[];
  /** Members that have plans by their names. */
  readonly named: readonly string[];
  /** Whether members with other names can have plans too. */
  readonly isOpen: boolean;
  readonly #state: AnnotationState;
  readonly #states: AnnotationStates;
  readonly #planOf: PlanOf;
  readonly #members = new Map<string, DefaultPlan | undefined>();

  constructor(state: AnnotationState, states: AnnotationStates, planOf: PlanOf) {
    this.#state = state;
    this.#states = states;
    this.#planOf = planOf;
    this.entries = entriesOf(state.nodes);
    this.isOpen = state.nodes.some((node) => node.patterns.length > 0 || node.additional.length > 0);
    const names = new Set(state.nodes.flatMap((node) => [...node.members.keys()]));
    this.named = [...names].filter((name) => state.member(name) !== undefined);
  }

  member(name: string): DefaultPlan | undefined {
    const known = this.#members.get(name);
    if (known !== undefined) return known;
    const found = this.#planOf(this.#state.member(name));
    if (found !== undefined && this.#members.size < 1000) this.#members.set(name, found);
    return found;
  }

  element(index: number): DefaultPlan | undefined {
    return this.#planOf(this.#state.element(index));
  }

  /** The plans of all parts. Where names are open, the schemas that may apply to them are taken one list at a time. */
  *reachable(): Iterable<DefaultPlan> {
    const { nodes } = this.#state;
    const lists = nodes.flatMap((node) => [
      node.additional,
      node.items,
      ...node.prefix,
      ...node.patterns.map(([, list]) => list),
    ]);
    const plans = [...this.named.map((name) => this.member(name)), ...lists.map((list) => this.#planOf(this.#states.of(list)))];
    for (const plan of plans) if (plan !== undefined) yield plan;
  }
}

/** Whether something is to be filled in right into the value that the schema judges. */
function hasDefaults({ members }: AnnotationNode): boolean {
  for (const applied of members.values()) if (applied.some((each) => statedDefault(each) !== undefined)) return true;
  return false;
}

/** The defaults in meta-schemas tell what a keyword means where it is missing; nothing is to be filled in for them. */
function statedDefault({ own, place }: AnnotationNode): JsonValue | undefined {
  return place.resource.document.uri.startsWith('http') ? undefined : own['default'];
}

/** Of several defaults for one name the first holds, in the order in which schemas apply. */
function entriesOf(nodes: readonly AnnotationNode[]): DefaultEntry[] {
  const entries = new Map<string, DefaultEntry>();
  for (const node of nodes) {
    for (const [name, applied] of node.members) {
      const stating = applied.find((each) => statedDefault(each) !== undefined);
      if (stating === undefined || entries.has(name) || name === '__proto__') continue;
      const { resource, pointer } = stating.place;
      const value = sorted(stating.own['default'] as JsonValue);
      const site = resource.document.siteOf(`${pointer}/default`);
      entries.set(name, { name, value, text: JSON.stringify(value), site, environments: environmentsOf(applied) });
    }
  }
  return [...entries.values()].sort((a, b) => compareKeys(a.name, b.name));
}

function environmentsOf(applied: readonly AnnotationNode[]): (readonly string[])[] {
  const lists = applied.map(({ own }) => own['x-confman-allowed-environments']);
  return lists.filter(isArray) as unknown as (readonly string[])[];
}

/** Keys in code-unit order, as in all data. */
function sorted(value: JsonValue): JsonValue {
  if (isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort(compareKeys);
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key] as JsonValue)]));
}
