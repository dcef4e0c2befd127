import { additionalFacts } from '../facts/additional-facts.ts';
import { annotationFacts } from '../facts/annotation-facts.ts';
import { combinatorFacts } from '../facts/combinator-facts.ts';
import { containsFacts } from '../facts/contains-facts.ts';
import { countFacts } from '../facts/count-facts.ts';
import { defaultFacts } from '../facts/default-facts.ts';
import { dependentFacts } from '../facts/dependent-facts.ts';
import { formatFacts } from '../facts/format-facts.ts';
import { itemFacts } from '../facts/item-facts.ts';
import { logicFacts } from '../facts/logic-facts.ts';
import { nameFacts } from '../facts/name-facts.ts';
import { numberFacts } from '../facts/number-facts.ts';
import { patternPropertyFacts } from '../facts/pattern-property-facts.ts';
import { propertyFacts } from '../facts/property-facts.ts';
import { looseReferenceFacts, retargetedFacts } from '../facts/reference-facts.ts';
import { stringFacts } from '../facts/string-facts.ts';
import { typeFacts } from '../facts/type-facts.ts';
import { unknownKeywordFacts } from '../facts/unknown-keyword-facts.ts';
import { valueFacts } from '../facts/value-facts.ts';
import { wholeFacts } from '../facts/whole-facts.ts';
import { countRules, plainTypeRules } from '../rules/plain-type-rules.ts';
import { rules } from '../rules.ts';
import type { Found } from '../view/found.ts';
import type { Place } from '../view/place.ts';
import { sumUpBranches } from './all-of-branches.ts';
import type { Comparing } from './comparing.ts';

type Family = (place: Place, comparing: Comparing) => readonly Found[];

/** Of what is accepted. */
const judging: readonly Family[] = [
  typeFacts,
  valueFacts,
  numberFacts,
  countFacts,
  stringFacts,
  formatFacts,
  patternPropertyFacts,
  additionalFacts,
  nameFacts,
  dependentFacts,
  itemFacts,
  containsFacts,
  combinatorFacts,
  logicFacts,
  looseReferenceFacts,
];

const telling: readonly Family[] = [defaultFacts, annotationFacts, unknownKeywordFacts];

/** Everything that differs at a place and below it. */
export function placeFacts(place: Place, comparing: Comparing): readonly Found[] {
  const whole = wholeFacts(place);
  const told = telling.flatMap((family) => family(place, comparing));
  const facts = [...(whole === undefined ? judged(place, comparing) : wholly(place, whole, comparing)), ...told];
  const retargeted = facts.some(isAboutMeaning) ? [] : retargetedFacts(place);
  return [...sumUpBranches(place, facts), ...retargeted];
}

function isAboutMeaning({ rule }: Found): boolean {
  return rules[rule].subject !== 'meaning';
}

function judged(place: Place, comparing: Comparing): readonly Found[] {
  const facts = [...propertyFacts(place, comparing), ...judging.flatMap((family) => family(place, comparing))];
  const isOther = facts.some(({ rule, place: at }) => rule === 'type-changed' && at === place);
  if (!isOther) return facts;
  return facts.filter((fact) => fact.place !== place || !(plainTypeRules.has(fact.rule) || countRules.has(fact.rule)));
}

/** Where anything is accepted all at once, what readers lose is told all the same. */
function wholly(place: Place, whole: readonly Found[], comparing: Comparing): readonly Found[] {
  const isOpened = whole.some(({ rule }) => rule === 'schema-opened') && !place.old.isFalse;
  const lost = isOpened ? propertyFacts(place, comparing).filter(({ rule }) => rules[rule].subject === 'presence') : [];
  return [...whole, ...lost];
}
