import type { JsonPrimitive, JsonValue } from '../model/json.ts';
import type { Site } from '../model/source.ts';

/** Stands in a path for every element of an array, or every member of an object. */
export const each = null;

/** Keys of objects, indices of arrays in decimal, and `each`. */
export type Path = readonly (string | typeof each)[];

export type ScalarType = 'string' | 'number' | 'integer' | 'boolean';

export type ValuePair = readonly [from: JsonPrimitive, to: JsonPrimitive];

export type Conversion =
  | {
      readonly kind: 'values';
      readonly pairs: readonly ValuePair[];
      /** The pairs of the way back; they follow from `pairs` where those are one to one. */
      readonly back: readonly ValuePair[];
      /** What becomes of a value that no pair is for. */
      readonly others: 'refuse' | 'keep';
    }
  | { readonly kind: 'type'; readonly from: ScalarType; readonly to: ScalarType }
  | { readonly kind: 'unit'; readonly from: string; readonly to: string };

interface StepBase {
  /** Leads to the values that the step is for; what the step names lies below each of them. */
  readonly scope: Path;
  /** As the author wrote it: `rename /db/host`. */
  readonly text: string;
  /** Undefined for steps that no document holds. */
  readonly site: Site | undefined;
  /** The author accepts that the way back does not restore everything. */
  readonly lossy: boolean;
}

/**
 * One step in one direction, with `in` and `map` dissolved into its scope. Paths are tokens below the scope. A step whose
 * place is not there changes nothing.
 */
export type Step = StepBase &
  /** A lossy one fills in the value where there is none, and the way back leaves it there. */
  (
    | {
        readonly op: 'add';
        readonly at: readonly string[];
        readonly value: JsonValue | undefined;
        /** The member may be there from now on: nothing is put in, and the way back takes away what is there. */
        readonly optional: boolean;
      }
    /** `value` is what the way back puts in, and where that is optional what is taken away without loss; undefined for nothing. */
    | { readonly op: 'remove'; readonly at: readonly string[]; readonly value: JsonValue | undefined; readonly optional: boolean }
    | { readonly op: 'rename'; readonly at: readonly string[]; readonly to: string }
    | {
        readonly op: 'move';
        readonly at: readonly string[];
        readonly to: readonly string[];
        /** Whether objects go that are left without members, here and on the way back. */
        readonly emptied: 'keep' | 'remove';
        readonly emptiedBack: 'keep' | 'remove';
      }
    | { readonly op: 'convert'; readonly at: readonly string[]; readonly conversion: Conversion }
    | { readonly op: 'wrap'; readonly at: readonly string[] }
    | { readonly op: 'head'; readonly at: readonly string[] }
  );

export type StepOf<Op extends Step['op']> = Extract<Step, { readonly op: Op }>;

/** Steps in the order in which they are made. */
export type Chain = readonly Step[];
