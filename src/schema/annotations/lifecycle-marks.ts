import { isArray, isObject, member, type JsonValue } from '../../model/json.ts';
import { childPointer } from '../../model/pointer.ts';
import type { Site } from '../../model/source.ts';
import type { AnnotationNode } from './annotation-graph.ts';
import type { AnnotationState } from './annotation-state.ts';

export type LifecycleKeyword = 'x-confman-immutable' | 'x-confman-rotation-days';

/** A value of which a schema says something that only its history can be held against. */
export interface LifecycleMark {
  readonly keyword: LifecycleKeyword;
  /** What stands beside the keyword: `true`, or a number of days. */
  readonly setting: JsonValue;
  /** Where the value is in the data. */
  readonly tokens: readonly string[];
  /**
   * The last of the steps before the value itself that leads to something which comes and goes as a whole: an element, or a
   * member that no schema knows by its name. -1 where there is none.
   */
  readonly lastFree: number;
  /** Only a branch says so (`oneOf`, `if`, ..) that may not be the one that holds. */
  readonly conditional: boolean;
  /** The keyword in the schema. */
  readonly site: Site;
}

export interface LifecycleMap {
  /** In the order of the data, what is around before what is in it. */
  collect(data: JsonValue, marks: LifecycleMark[]): void;
}

const keywords = ['x-confman-immutable', 'x-confman-rotation-days'] as const satisfies readonly LifecycleKeyword[];

export function marksLifecycle({ own }: AnnotationNode): boolean {
  return keywords.some((keyword) => isMark(keyword, member(own, keyword)));
}

/** @param certain of what holds for every value; undefined where nothing does */
export function lifecycleMap(possible: AnnotationState, certain: AnnotationState | undefined): LifecycleMap {
  return {
    collect: (data, marks) => collect({ possible, certain, tokens: [], lastFree: -1, isFree: false }, data, marks),
  };
}

/** A place of the data, with the schemas that speak about it. */
interface At {
  readonly possible: AnnotationState;
  readonly certain: AnnotationState | undefined;
  readonly tokens: readonly string[];
  readonly lastFree: number;
  /** The step that led here is one to something that comes and goes as a whole. */
  readonly isFree: boolean;
}

function collect(at: At, data: JsonValue, marks: LifecycleMark[]): void {
  for (const keyword of keywords) {
    const mark = markBy(keyword, at);
    if (mark !== undefined) marks.push(mark);
  }
  const into = (part: JsonValue, token: string, isFree: boolean, possible?: AnnotationState, certain?: AnnotationState): void => {
    if (possible === undefined) return;
    const lastFree = at.isFree ? at.tokens.length - 1 : at.lastFree;
    collect({ possible, certain, tokens: [...at.tokens, token], lastFree, isFree }, part, marks);
  };
  if (isArray(data)) data.forEach((part, i) => into(part, String(i), true, at.possible.element(i), at.certain?.element(i)));
  else if (isObject(data))
    for (const key of Object.keys(data))
      into(data[key] as JsonValue, key, !isNamed(at, key), at.possible.member(key), at.certain?.member(key));
}

function isNamed({ possible }: At, key: string): boolean {
  return possible.nodes.some((node) => node.members.has(key));
}

function markBy(keyword: LifecycleKeyword, { possible, certain, tokens, lastFree }: At): LifecycleMark | undefined {
  const sure = certain && statedIn(certain, keyword);
  const stated = sure ?? statedIn(possible, keyword);
  if (stated === undefined) return undefined;
  const { own, place } = stated;
  const { resource, pointer } = place;
  const site = resource.document.siteOf(childPointer(pointer, keyword));
  const setting = member(own, keyword) as JsonValue;
  return { keyword, setting, tokens, lastFree, conditional: sure === undefined, site };
}

/** Where several schemas speak, the strictest: of numbers of days the smallest. */
function statedIn({ nodes }: AnnotationState, keyword: LifecycleKeyword): AnnotationNode | undefined {
  const stated = nodes.filter(({ own }) => isMark(keyword, member(own, keyword)));
  return stated.reduce<AnnotationNode | undefined>(
    (best, node) => (best && daysOf(best) <= daysOf(node) ? best : node),
    undefined,
  );
}

function daysOf({ own }: AnnotationNode): number {
  return Number(member(own, 'x-confman-rotation-days') ?? 0);
}

function isMark(keyword: LifecycleKeyword, setting: JsonValue | undefined): boolean {
  return keyword === 'x-confman-immutable' ? setting === true : typeof setting === 'number' && setting > 0;
}
