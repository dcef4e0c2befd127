import type { Fact } from './change.ts';
import { rules } from './rules.ts';

/** A full sentence: "`port`: the maximum went from 65535 to 1024". */
export function changeMessage(fact: Fact): string {
  return `${fact.path === '' ? 'The document' : `\`${fact.path}\``}: ${sentence(fact)}`;
}

function sentence(fact: Fact): string {
  const { details = [], note } = fact;
  return rules[fact.rule].message({
    old: fact.old.value,
    new: fact.new.value,
    note,
    details: details.map((each) => partSentence(each, fact.path)),
  });
}

function partSentence(fact: Fact, around: string): string {
  const path = fact.path.startsWith(`${around}/`) && around !== '' ? fact.path.slice(around.length + 1) : fact.path;
  const name = path === around || path === 'Item' || path === '*' || path === '' ? '' : `\`${path}\`: `;
  return name + sentence(fact);
}
