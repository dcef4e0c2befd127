import { compareKeys } from '../model/canonical-json.ts';
import type { SchemaWorld } from '../model/schema-world.ts';
import type { Change } from './change.ts';
import type { CompareMode, Comparison } from './comparison.ts';
import { createContainment } from './containment/containment.ts';
import { effectOf } from './effects/effect-of.ts';
import { unexplainedFacts } from './effects/unexplained-facts.ts';
import { withholdWitness } from './effects/withhold-witness.ts';
import { Withholder } from './effects/withholder.ts';
import { verdictOf } from './judge-comparison.ts';
import { compareRules } from './rules.ts';
import type { Found } from './view/found.ts';
import type { ContainmentAnswer, CreateContainment } from './walk/containment-port.ts';
import { withRenames } from './walk/proposed-renames.ts';
import { Proofs } from './walk/proofs.ts';
import { Walk } from './walk/walk.ts';

export interface CompareOptions {
  /** `policy` where it is left out. */
  readonly mode?: CompareMode | undefined;
  /** Pairs of schemas that are looked at; what is left out then is a change of its own. */
  readonly maxPairs?: number | undefined;
  /** For tests: another engine of proofs. */
  readonly containment?: CreateContainment | undefined;
}

const defaultPairs = 200_000;

/**
 * What changed between two versions of a schema, and what that means. Two engines look at it: one walks through both in
 * lock-step and names what it finds; the other proves what documents are accepted. The proof corrects the effects of what was
 * found, and what it refutes without anything having been found is a change as well.
 */
export function compareSchemas(old: SchemaWorld, now: SchemaWorld, options: CompareOptions = {}): Comparison {
  const { mode = 'policy', maxPairs = defaultPairs, containment = createContainment } = options;
  const proofs = new Proofs(containment(old, now));
  const { place, found } = new Walk(old, now, proofs, maxPairs).whole();
  const answers = {
    backward: proofs.answer('backward', old.root, now.root),
    forward: proofs.answer('forward', old.root, now.root),
  };
  const proved = { backward: judged(answers.backward), forward: judged(answers.forward) };
  const told = changesOf(withRenames(found), proofs);
  const changes = [...told, ...changesOf(unexplainedFacts({ mode, place, told, answers }), proofs)].sort(inOrder);
  const verdict = verdictOf(mode, changes, proved);
  return { mode, verdict, ...proved, changes, ...witnessOf(mode, answers, [old, now]) };
}

const judgements = { yes: 'safe', no: 'breaks', unknown: 'unknown' } as const;

function judged({ answer }: ContainmentAnswer) {
  return judgements[answer];
}

/** Each once: a schema can be reached on several ways. */
function changesOf(found: readonly Found[], proofs: Proofs): Change[] {
  const changes = new Map<string, Change>();
  const withholder = new Withholder();
  for (const fact of found) {
    const key = JSON.stringify([fact.rule, fact.path, fact.old.pointer, fact.new.pointer, fact.note]);
    if (!changes.has(key)) changes.set(key, { ...plain(withholder.clean(fact)), ...effectOf(fact, proofs) });
  }
  return [...changes.values()];
}

/** Without what only the comparison needs. */
function plain({ rule, path, old, new: now, details, proposed, secret, note }: Found) {
  return { rule, path, old, new: now, details, proposed, secret, note };
}

function inOrder(a: Change, b: Change): number {
  return (
    compareKeys(a.path, b.path) ||
    compareRules(a.rule, b.rule) ||
    compareKeys(a.old.pointer, b.old.pointer) ||
    compareKeys(a.new.pointer, b.new.pointer)
  );
}

function witnessOf(
  mode: CompareMode,
  { backward, forward }: Readonly<Record<'backward' | 'forward', ContainmentAnswer>>,
  worlds: readonly SchemaWorld[],
) {
  if (backward.answer === 'no' && (mode === 'backward' || mode === 'full')) return witness('backward', backward, worlds);
  return forward.answer === 'no' && (mode === 'forward' || mode === 'full') ? witness('forward', forward, worlds) : {};
}

function witness(
  witnessOf: 'backward' | 'forward',
  { witness, environment }: ContainmentAnswer & { readonly answer: 'no' },
  worlds: readonly SchemaWorld[],
) {
  const shown = withholdWitness(witness, worlds);
  return { witness: shown, witnessOf, ...(environment === undefined ? {} : { witnessEnvironment: environment }) };
}
