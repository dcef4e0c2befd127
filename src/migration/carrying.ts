import { diagnostic, type Diagnostic, type Related, type Where } from '../diagnostics/diagnostic.ts';
import type { Rewrite } from '../documents/editing/rewrite.ts';
import type { JsonValue } from '../model/json.ts';
import { formatPointer, type Pointer } from '../model/pointer.ts';
import type { Site, Source } from '../model/source.ts';
import { openPlace, placesAt, type LayerView, type Place } from './place.ts';
import type { Path, Step } from './step.ts';
import { TreeNode } from './tree-node.ts';

/** Findings of one value; who has made so many has seen enough. */
const mostFindings = 100;

export interface CarryingOptions {
  /** Undefined for data without directives. */
  readonly layer: LayerView | undefined;
  /** Write what `add` adds also where other layers have a say. */
  readonly fill: boolean;
  /** The text that the value was read from; without it findings are located at the steps. */
  readonly source: Source | undefined;
  /** A value of the text that must not be shown, by its place in the text. */
  readonly isSecret: (pointer: Pointer, value: JsonValue | undefined) => boolean;
}

/** Levels that the steps of a chain may put around values, and characters that they may add to them. */
const mostLevels = 128;
const mostAdded = 64 * 1024 * 1024;

/** One value on its way along a chain: the tree, what is done to it, and what there is to say. */
export class Carrying {
  readonly options: CarryingOptions;
  readonly diagnostics: Diagnostic[] = [];
  /** Lists of rewrites, to be made one list after the other. */
  readonly rewrites: Rewrite[][] = [];
  /** References behind which there may be something to migrate, by their place in the text. */
  readonly behind = new Map<Pointer, Place>();
  readonly #outside: TreeNode;
  #phase: Rewrite[] = [];
  #nextPhase: Rewrite[] = [];
  failed = false;
  /** There is no point in going on. */
  exhausted = false;
  #levels = 0;
  #added = 0;
  readonly #sizes = new WeakMap<Step, number>();

  constructor(value: JsonValue, options: CarryingOptions) {
    this.options = options;
    this.#outside = TreeNode.root(value).parent as TreeNode;
  }

  get root(): TreeNode {
    return this.#outside.child('') as TreeNode;
  }

  get layer(): LayerView | undefined {
    return this.options.layer;
  }

  places(path: Path): Iterable<Place> {
    const root = openPlace(this.root, [], this.layer?.merges ?? false, this.layer);
    return placesAt(root, path, this.layer, (place) => this.leavesTo(place));
  }

  /** The rest of the matter lies in the target of a reference. */
  leavesTo(place: Place): void {
    const { origin } = place.node;
    if (origin !== undefined && !this.behind.has(origin)) this.behind.set(origin, place);
  }

  rewrite(...rewrites: readonly Rewrite[]): void {
    if (this.options.source !== undefined) this.#phase.push(...rewrites);
  }

  /** For what builds on the rewrites of the same step. */
  rewriteNext(rewrite: Rewrite): void {
    if (this.options.source !== undefined) this.#nextPhase.push(rewrite);
  }

  /** What comes now builds on what was done before. */
  endPhase(): void {
    for (const phase of [this.#phase, this.#nextPhase]) if (phase.length > 0) this.rewrites.push(phase);
    this.#phase = [];
    this.#nextPhase = [];
  }

  /** Counts what a step puts around values; many of them one after the other would be too much for any reader. */
  deepen(step: Step, levels: number): void {
    this.#levels += levels;
    if (this.#levels > mostLevels) this.#tooLarge(step, 'too deep');
  }

  /** Counts what a step adds, each time that it does. */
  enlarge(step: Step, value: JsonValue): void {
    const size = this.#sizes.get(step) ?? JSON.stringify(value).length;
    this.#sizes.set(step, size);
    this.#added += size;
    if (this.#added > mostAdded) this.#tooLarge(step, 'too large');
  }

  #tooLarge(step: Step, reason: string): void {
    if (this.exhausted) return;
    this.exhausted = true;
    this.failed = true;
    const hint = 'Do with fewer steps, or smaller values';
    this.diagnostics.push(diagnostic('migration/too-large', { step: step.text, reason }, { site: step.site, hint }));
  }

  doesNotFit(step: Step, node: TreeNode, reason: string): void {
    const hint = 'Correct the value, or the step';
    this.#report(
      step,
      node,
      (pointer, where) => diagnostic('migration/does-not-fit', { step: step.text, pointer, reason }, where),
      hint,
    );
  }

  occupied(step: Step, node: TreeNode, key: string): void {
    const hint = `Remove ${JSON.stringify(key)}, or let the migration put it elsewhere first`;
    this.#report(
      step,
      node,
      (pointer, where) => diagnostic('migration/occupied', { step: step.text, pointer, key }, where),
      hint,
    );
  }

  notExact(step: Step, node: TreeNode, reason: string): void {
    const hint = 'Write a value that converts, or give the step values for it';
    this.#report(
      step,
      node,
      (pointer, where) => diagnostic('migration/not-exact', { step: step.text, pointer, reason }, where),
      hint,
    );
  }

  cannotCarry(step: Step, node: TreeNode, reason: string): void {
    const hint = 'Migrate this place by hand';
    this.#report(
      step,
      node,
      (pointer, where) => diagnostic('migration/cannot-carry', { step: step.text, pointer, reason }, where),
      hint,
    );
  }

  valueLost(step: Step, node: TreeNode): void {
    const hint = 'Keep the value elsewhere, or mark the step lossy';
    this.#report(step, node, (pointer, where) => diagnostic('migration/value-lost', { step: step.text, pointer }, where), hint);
  }

  referenceLost(reference: TreeNode): void {
    const { source } = this.options;
    const site: Site | undefined = source && { source, pointer: this.#originOf(reference), at: 'value' };
    const hint = 'Remove the reference first, or refer to a part that stays';
    this.failed = true;
    this.diagnostics.push(diagnostic('migration/reference-lost', { target: String(reference.scalar) }, { site, hint }));
  }

  #report(step: Step, node: TreeNode, make: (pointer: Pointer, where: Where) => Diagnostic, hint: string): void {
    if (this.diagnostics.length >= mostFindings) return;
    const pointer = this.#originOf(node);
    const finding = make(pointer, this.#where(step, node, pointer, hint));
    if (finding.severity === 'error') this.failed = true;
    this.diagnostics.push(finding);
  }

  #where(step: Step, node: TreeNode, pointer: Pointer, hint: string): Where {
    const { source, isSecret } = this.options;
    if (source === undefined) return { site: step.site, hint };
    const site: Site = { source, pointer, at: 'value' };
    const related: Related[] = step.site === undefined ? [] : [{ site: step.site, message: 'the step is here' }];
    return { site, related, hint, secrets: isSecret(pointer, node.scalar) ? [site] : [] };
  }

  /** Where a value was in the value as given, or what it was put into was. */
  #originOf(node: TreeNode): Pointer {
    let at: TreeNode | undefined = node;
    while (at !== undefined && at.origin === undefined) at = at.parent;
    return at?.origin ?? formatPointer(node.path);
  }
}
