import type { Effect, Judgement, Level } from '../change.ts';
import { rules, type RuleRow } from '../rules.ts';
import type { Found } from '../view/found.ts';
import type { Direction } from '../walk/comparing.ts';
import type { Proofs } from '../walk/proofs.ts';

/** What a fact means: what its rule says, or this case of it, corrected by what was proved of its place. */
export function effectOf(fact: Found, proofs: Proofs): Effect {
  const row = rules[fact.rule];
  const stated = { backward: fact.backward ?? row.backward, forward: fact.forward ?? row.forward };
  if (row.subject === 'meaning' && fact.backward === undefined) return { ...stated, level: row.level };
  const judge = (direction: Direction): Judgement => corrected(stated[direction], fact, direction, proofs);
  const effect = { backward: judge('backward'), forward: judge('forward') };
  if (fact.proposes !== undefined)
    return { ...effect, level: heaviest(fact.proposes.map((each) => effectOf(each, proofs).level)) };
  return { ...effect, level: row.subject === 'acceptance' ? levelOf(row, effect) : row.level };
}

/** A proof that the whole is contained clears all of its parts; that it is not says which part only where nothing else is known. */
function corrected(stated: Judgement, { place }: Found, direction: Direction, proofs: Proofs): Judgement {
  if (stated === 'safe') return 'safe';
  const proved = proofs.ofPlace(place, direction);
  if (proved === 'safe') return 'safe';
  return stated === 'unknown' ? proved : stated;
}

/** The level of a rule is meant for its usual effect; where the effect of this case is another, the level follows it. */
function levelOf(row: RuleRow, { backward, forward }: Pick<Effect, Direction>): Level {
  if (backward === row.backward && forward === row.forward) return row.level;
  if (backward === 'safe' && forward === 'safe') return 'info';
  if (backward === row.backward) return row.level;
  if (backward === 'safe') return 'non-breaking';
  return backward === 'breaks' ? 'breaking' : 'potentially-breaking';
}

const levels: readonly Level[] = ['breaking', 'potentially-breaking', 'non-breaking', 'info'];

function heaviest(all: readonly Level[]): Level {
  return levels.find((level) => all.includes(level)) ?? 'info';
}
