import type { Finding, Place } from '../../diagnostics/finding.ts';
import type { Change, Judgement } from '../change.ts';
import type { Comparison, CompareMode, Verdict } from '../comparison.ts';

/** Everything that a comparison prints, located and judged. */
export interface DiffView {
  readonly mode: CompareMode;
  readonly transitive: boolean;
  /** The worst of all pairs, whatever was accepted. */
  readonly verdict: Verdict;
  /** Nothing fails: neither a change that nobody accepted, nor an approval, nor an app. */
  readonly ok: boolean;
  /** The pair that was asked for; with `transitive` the other versions before it too, the oldest first. */
  readonly pairs: readonly PairView[];
  readonly configs: ConfigsView | undefined;
  /** About approvals. */
  readonly findings: readonly Finding[];
  readonly version: string;
}

export interface PairView {
  readonly old: string;
  readonly new: string;
  readonly comparison: Comparison;
  /** In the order in which they are told: what fails first. */
  readonly changes: readonly ChangeView[];
  /** What is left of the verdict beside what was accepted. */
  readonly verdict: Verdict;
  readonly ok: boolean;
  /** What to do now. */
  readonly hints: readonly string[];
  /** What else can be done about a pair of versions: write this, with a reason and a name. */
  readonly acceptable: Acceptable | undefined;
}

/** Entries that would accept all that fails, JSON5 each, the worst first. */
export interface Acceptable {
  /** Path of the family's approvals. */
  readonly file: string;
  readonly entries: readonly string[];
}

export interface ChangeView {
  readonly change: Change;
  /** Its place in the order of the comparison, by path. */
  readonly order: number;
  /** Its sentence. */
  readonly message: string;
  /** In the mode that was asked for. */
  readonly effect: Judgement;
  readonly oldPlace: Place;
  readonly newPlace: Place;
  readonly accepted: Acceptance | undefined;
}

export interface Acceptance {
  readonly by: string;
  readonly reason: string;
  readonly until: string | undefined;
}

/** How the stored data fare with the new version. */
export interface ConfigsView {
  /** As people know it. */
  readonly schema: string;
  readonly total: number;
  /** Ids, sorted. */
  readonly failing: readonly string[];
  /** Those of them that fail with the version they have, too. */
  readonly failingNow: readonly string[];
  /** Those of them that the migrations make valid. */
  readonly healed: readonly string[];
  readonly fragments: { readonly total: number; readonly failing: readonly string[] };
  readonly findings: readonly Finding[];
}

/** What a change does in a mode; in `policy` its level says so. A guess does nothing: what it is made of is listed, too. */
export function effectIn(mode: CompareMode, { backward, forward, level, proposed }: Change): Judgement {
  if (proposed === true) return 'safe';
  if (mode === 'backward') return backward;
  if (mode === 'forward') return forward;
  if (mode === 'full') return worse(backward, forward);
  return level === 'breaking' ? 'breaks' : level === 'potentially-breaking' ? 'unknown' : 'safe';
}

const weights: Readonly<Record<Judgement, number>> = { safe: 0, unknown: 1, breaks: 2 };

function worse(a: Judgement, b: Judgement): Judgement {
  return weights[a] >= weights[b] ? a : b;
}

const levelWeights = { breaking: 0, 'potentially-breaking': 1, 'non-breaking': 2, info: 3 } as const;

/** What fails comes first, and what was accepted behind the others of its kind. */
export function tellingOrder(a: ChangeView, b: ChangeView): number {
  return (
    weights[b.effect] - weights[a.effect] ||
    Number(a.accepted !== undefined) - Number(b.accepted !== undefined) ||
    levelWeights[a.change.level] - levelWeights[b.change.level]
  );
}
