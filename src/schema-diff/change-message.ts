import type { Fact } from './change.ts';
import { rules } from './rules.ts';

const withheld = '(withheld)';

/** A full sentence: "`port`: the maximum went from 65535 to 1024". */
export function changeMessage(fact: Fact): string {
  return `${fact.path === '' ? 'The document' : `\`${fact.path}\``}: ${sentence(fact)}`;
}

function sentence(fact: Fact): string {
  const { details = [], note, secret } = fact;
  return rules[fact.rule].message({
    old: hidden(fact.old.value, secret),
    new: hidden(fact.new.value, secret),
    note,
    details: details.map((each) => partSentence(each, fact.path)),
  });
}

function partSentence(fact: Fact, around: string): string {
  const path = fact.path.startsWith(`${around}/`) && around !== '' ? fact.path.slice(around.length + 1) : fact.path;
  const name = path === around || path === 'Item' || path === '*' || path === '' ? '' : `\`${path}\`: `;
  return name + sentence(fact);
}

function hidden<T>(value: T, secret: true | undefined): T | string {
  return secret === true && value !== undefined && typeof value !== 'boolean' && value !== 'secret-ref' ? withheld : value;
}
