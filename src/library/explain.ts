import { locate } from '../documents/locate.ts';
import type { JsonValue } from '../model/json.ts';
import { parsePointer, valueAt } from '../model/pointer.ts';
import type { Site } from '../model/source.ts';
import { explainLeaves, type Explanation as InnerExplanation } from '../pipeline/explain-app.ts';
import { innerApp, type Compilation } from './compile.ts';
import type { PublicPlace } from './public-finding.ts';

export interface ValueOrigin {
  /** Id of the document, or of the schema whose default it is. */
  readonly document: string;
  readonly place: PublicPlace;
  /** Name of the layer; undefined for a schema default. */
  readonly layer: string | undefined;
}

/** Where one leaf came from. Values are as they are, secret references included: what is shown of them is the caller's choice. */
export interface Explanation {
  readonly pointer: string;
  readonly value: JsonValue;
  readonly winner: ValueOrigin;
  /** References on the way, the outermost first. */
  readonly via: readonly { readonly place: PublicPlace; readonly target: string }[];
  /** The rule by which it won: `set`, `replace`, `append`, `byKey`, `default`, .. */
  readonly strategy: string;
  /** Values that lost, the latest first. */
  readonly shadowed: readonly (ValueOrigin & { readonly value: JsonValue })[];
}

/**
 * Where the values of an app came from: one entry per leaf at or under a place.
 *
 * @param pointer JSON Pointer; the whole app by default
 * @returns undefined where the app, or the place in it, does not exist
 */
export function explain(compilation: Compilation, app: string, pointer = ''): Explanation[] | undefined {
  const compiled = innerApp(compilation, app);
  const tokens = parsePointer(pointer);
  if (compiled?.data === undefined || compiled.trace === undefined || tokens === undefined) return undefined;
  const value = valueAt(compiled.data, tokens);
  if (value === undefined) return undefined;
  return [...explainLeaves(compiled.data, compiled.trace, tokens)].map(publicExplanation);
}

function publicExplanation(leaf: InnerExplanation): Explanation {
  return {
    pointer: leaf.pointer,
    value: leaf.value,
    winner: { document: leaf.document, place: placeOf(leaf.site), layer: leaf.layer },
    via: leaf.via.map((hop) => ({ place: placeOf(hop.site), target: hop.target })),
    strategy: leaf.strategy,
    shadowed: leaf.shadowed.map((each) => ({
      value: each.value,
      document: each.document,
      place: placeOf(each.site),
      layer: each.layer,
    })),
  };
}

function placeOf(site: Site): PublicPlace {
  const { start, end } = locate(site);
  return { file: site.source.path, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
