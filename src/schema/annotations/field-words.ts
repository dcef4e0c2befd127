import { isArray, member, type JsonValue } from '../../model/json.ts';
import type { AnnotationState } from './annotation-state.ts';

/** What schemas say about a value to people. */
export interface FieldWords {
  readonly description: string | undefined;
  /** Of JSON Schema; empty where none is said. */
  readonly types: readonly string[];
  /** `contentEncoding: base64`. */
  readonly binary: boolean;
}

/**
 * What is said about a place of the data, whatever is there. The schema that is asked first is told first.
 * @param root of the schemas that always apply; undefined where there are none
 */
export function fieldWords(root: AnnotationState | undefined, tokens: readonly string[]): FieldWords {
  let states = root === undefined ? [] : [root];
  for (const token of tokens) {
    const index = /^(?:0|[1-9]\d{0,9})$/.test(token) ? Number(token) : undefined;
    const next = states.flatMap((state) => [state.member(token), index === undefined ? undefined : state.element(index)]);
    states = [...new Set(next)].filter((state) => state !== undefined);
  }
  const said = (keyword: string): readonly JsonValue[] =>
    states.flatMap(({ nodes }) => nodes.flatMap(({ own }) => member(own, keyword) ?? []));
  return {
    description: said('description').find((each) => typeof each === 'string'),
    types: [...new Set(said('type').flatMap((each) => (isArray(each) ? each : [each])))].filter(
      (each) => typeof each === 'string',
    ),
    binary: said('contentEncoding').includes('base64'),
  };
}
