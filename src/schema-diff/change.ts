import type { JsonValue } from '../model/json.ts';
import type { Pointer } from '../model/pointer.ts';
import type { Site } from '../model/source.ts';
import type { RuleId } from './rules.ts';

/** `breaks`: some document that one version accepts is refused by the other. */
export type Judgement = 'safe' | 'breaks' | 'unknown';

export type Level = 'breaking' | 'potentially-breaking' | 'non-breaking' | 'info';

/** What one version has at the place of a change. */
export interface Evidence {
  /** The keyword, or the schema that lacks it. */
  readonly site: Site;
  /** That of the site. */
  readonly pointer: Pointer;
  /** Undefined where this version has nothing there. */
  readonly value: JsonValue | undefined;
}

/** Something that is not the same in two versions of a schema. What it means is the business of its `Effect`. */
export interface Fact {
  readonly rule: RuleId;
  /** As `flatten` writes it: `Targets/Item/TargetName`; empty for the whole document. */
  readonly path: string;
  readonly old: Evidence;
  readonly new: Evidence;
  /** What is summed up in this one. */
  readonly details?: readonly Fact[] | undefined;
  /** A rename or a move that nobody declared: what was removed and what was added stands in the list as well. */
  readonly proposed?: true | undefined;
  /** Some of the values was withheld because it stands where a secret belongs; the text at the sites is not to be printed. */
  readonly secret?: true | undefined;
  /** More than can be seen from the values: why the comparison gave up, the name that something was called. */
  readonly note?: string | undefined;
}

export interface Effect {
  /** Whether the new version accepts every document that the old one accepts. */
  readonly backward: Judgement;
  /** The reverse. */
  readonly forward: Judgement;
  readonly level: Level;
}

export interface Change extends Fact, Effect {}
