import type { DefaultPlan } from '../defaults/default-plan.ts';
import { DefaultPlans } from '../defaults/default-plan.ts';
import type { PatternTester } from '../engine/runtime.ts';
import type { SchemaLibrary } from '../index/library.ts';
import type { Place } from '../lowering/place.ts';
import { AnnotationGraph, type AnnotationNode } from './annotation-graph.ts';
import { AnnotationStates, type AnnotationState } from './annotation-state.ts';
import { lifecycleMap, marksLifecycle, type LifecycleMap } from './lifecycle-marks.ts';
import { mergeStrategies } from './merge-strategies.ts';
import { Reach } from './reaching.ts';
import { marksSecret, secretMap, type SecretMap } from './secret-map.ts';

/** What all schemas of a workspace say beside their verdicts. What they share is followed once. */
export class Annotations {
  readonly #certain: AnnotationGraph;
  readonly #possible: AnnotationGraph;
  readonly #wordy: AnnotationGraph;
  readonly #secrets: AnnotationStates;
  readonly #defaults: DefaultPlans;
  readonly #merges: Reach;
  readonly #lifecycles: AnnotationStates;
  readonly #words: AnnotationStates;

  constructor(library: SchemaLibrary, patternOf: (source: string) => PatternTester) {
    this.#certain = new AnnotationGraph(library, false);
    this.#possible = new AnnotationGraph(library, true);
    this.#wordy = new AnnotationGraph(library, false, true);
    this.#secrets = new AnnotationStates(patternOf, new Reach(marksSecret).leads);
    this.#defaults = new DefaultPlans(patternOf);
    this.#lifecycles = new AnnotationStates(patternOf, new Reach(marksLifecycle).leads);
    this.#words = new AnnotationStates(patternOf);
    this.#merges = new Reach((node: AnnotationNode) => node.own['x-confman-merge'] !== undefined);
  }

  secretsOf(place: Place): SecretMap {
    return secretMap(this.#secrets.of(this.#possible.applied(place)));
  }

  /** Undefined where nothing could ever be filled in. */
  defaultsOf(place: Place): DefaultPlan | undefined {
    return this.#defaults.of(this.#certain.applied(place));
  }

  /** Undefined where no value is ever immutable or to be rotated. */
  lifecycleOf(place: Place): LifecycleMap | undefined {
    const root = this.#lifecycles.of(this.#possible.applied(place));
    return root && lifecycleMap(root);
  }

  /** Undefined where nothing is said at all. */
  wordsOf(place: Place): AnnotationState | undefined {
    return this.#words.of(this.#wordy.applied(place));
  }

  mergesOf(place: Place): ReturnType<typeof mergeStrategies> {
    return mergeStrategies(this.#certain.applied(place), this.#merges.leads);
  }
}
