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

/** @param root of all schemas that may speak about the data, under whatever condition */
export function lifecycleMap(root: AnnotationState): LifecycleMap {
  return { collect: (data, marks) => collect({ state: root, tokens: [], lastFree: -1, isFree: false }, data, marks) };
}

/** A place of the data, with the schemas that may speak about it. */
interface At {
  readonly state: AnnotationState;
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
  const into = (part: JsonValue, token: string, isFree: boolean, state: AnnotationState | undefined): void => {
    if (state === undefined) return;
    const lastFree = at.isFree ? at.tokens.length - 1 : at.lastFree;
    collect({ state, tokens: [...at.tokens, token], lastFree, isFree }, part, marks);
  };
  if (isArray(data)) data.forEach((part, i) => into(part, String(i), true, at.state.element(i)));
  else if (isObject(data))
    for (const key of Object.keys(data)) into(data[key] as JsonValue, key, !isNamed(at.state, key), at.state.member(key));
}

function isNamed({ nodes }: AnnotationState, key: string): boolean {
  return nodes.some((node) => node.members.has(key));
}

function markBy(keyword: LifecycleKeyword, { state, tokens, lastFree }: At): LifecycleMark | undefined {
  const stated = statedIn(state, keyword);
  if (stated === undefined) return undefined;
  const { own, place } = stated;
  const { resource, pointer } = place;
  const site = resource.document.siteOf(childPointer(pointer, keyword));
  return { keyword, setting: member(own, keyword) as JsonValue, tokens, lastFree, site };
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
