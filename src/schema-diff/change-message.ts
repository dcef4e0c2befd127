import type { Fact } from './change.ts';
import { rules } from './rules.ts';

/** What is summed up is told so deep, and so many facts of it: facts within facts can be beyond count. */
const MAX_DEPTH = 4;
const MAX_DETAILS = 6;

/** A full sentence: "`port`: the maximum went from 65535 to 1024". */
export function changeMessage(fact: Fact): string {
  return `${fact.path === '' ? 'The document' : `\`${fact.path}\``}: ${sentence(fact, MAX_DEPTH)}`;
}

function sentence(fact: Fact, depth: number): string {
  const { details = [], note } = fact;
  return rules[fact.rule].message({
    old: fact.old.value,
    new: fact.new.value,
    note,
    details: depth === 0 ? [] : partSentences(details, fact.path, depth - 1),
  });
}

function partSentences(details: readonly Fact[], around: string, depth: number): string[] {
  const told = details.length > MAX_DETAILS ? details.slice(0, MAX_DETAILS - 1) : details;
  const sentences = told.map((each) => partSentence(each, around, depth));
  return told.length < details.length ? [...sentences, `${details.length - told.length} more changes`] : sentences;
}

function partSentence(fact: Fact, around: string, depth: number): string {
  const path = fact.path.startsWith(`${around}/`) && around !== '' ? fact.path.slice(around.length + 1) : fact.path;
  const name = path === around || path === 'Item' || path === '*' || path === '' ? '' : `\`${path}\`: `;
  return name + sentence(fact, depth);
}
