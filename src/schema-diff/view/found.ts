import type { JsonValue } from '../../model/json.ts';
import type { SchemaNode } from '../../model/schema-world.ts';
import type { Evidence, Fact, Judgement } from '../change.ts';
import type { RuleId } from '../rules.ts';
import type { Place } from './place.ts';
import type { Conjunct, Side, Stated } from './side.ts';

/** A fact with what its effect is judged by. */
export interface Found extends Fact {
  readonly place: Place;
  /** Where this case is known better than the rule in general. */
  readonly backward?: Judgement | undefined;
  readonly forward?: Judgement | undefined;
  readonly details?: readonly Found[] | undefined;
  /** The branches of `allOf` that the two sides of it stand in. */
  readonly oldBranch?: SchemaNode | undefined;
  readonly newBranch?: SchemaNode | undefined;
  /** What a proposal puts together; it weighs no more than these. */
  readonly proposes?: readonly Found[] | undefined;
  readonly oldOrigin?: Origin | undefined;
  readonly newOrigin?: Origin | undefined;
}

/** Where a value was read. */
export interface Origin {
  readonly node: SchemaNode;
  readonly tokens: readonly string[];
}

export interface Seen {
  readonly evidence: Evidence;
  readonly conjunct: Conjunct | undefined;
  readonly origin?: Origin | undefined;
}

/** A keyword as one version states it, or, where it does not, the schema that could. */
export function seen(side: Side, at: Stated | undefined, tokens: readonly string[], value = at?.value): Seen {
  if (at === undefined) return lacking(side);
  const site = side.world.siteOf(at.conjunct.node, tokens);
  const origin = { node: at.conjunct.node, tokens };
  return { evidence: { site, pointer: site.pointer, value }, conjunct: at.conjunct, origin };
}

export function seenSchema(side: Side, node: SchemaNode | undefined, conjunct?: Conjunct): Seen {
  if (node === undefined) return lacking(side);
  const site = side.world.siteOf(node);
  return { evidence: { site, pointer: site.pointer, value: node.schema }, conjunct, origin: { node, tokens: [] } };
}

export function lacking(side: Side): Seen {
  const site = side.world.siteOf(side.starts[0] ?? side.world.root);
  return { evidence: { site, pointer: site.pointer, value: undefined }, conjunct: undefined };
}

/** With another value than the one that is written there, such as a bound that several schemas state together. */
export function withValue(from: Seen, value: JsonValue | undefined): Seen {
  return { ...from, evidence: { ...from.evidence, value } };
}

type More = Partial<Pick<Found, 'backward' | 'forward' | 'details' | 'note' | 'path' | 'proposed' | 'proposes'>>;

export function found(place: Place, rule: RuleId, old: Seen, now: Seen, more: More = {}): Found {
  return {
    rule,
    path: place.path,
    old: old.evidence,
    new: now.evidence,
    place,
    oldBranch: old.conjunct?.branch,
    newBranch: now.conjunct?.branch,
    oldOrigin: old.origin,
    newOrigin: now.origin,
    ...more,
  };
}
