import { counted } from '../diagnostics/sentence.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import { appsWords, causeWords, sideWords, someApps } from '../effective-diff/change-words.ts';
import type { EffectiveView } from '../effective-diff/effective-view.ts';
import type { Principal } from '../namespaces/principal.ts';
import type { ChangeReviews, FamilyPart, ReviewPart } from '../pipeline/access/change-reviews.ts';
import type { ChangedDocument } from '../pipeline/access/changed-documents.ts';

/** How a text that is not ours is shown. */
export type Show = (text: string) => string;

const mostPeople = 10;
const mostApps = 5;
export const mostCauses = 20;
export const mostDocuments = 20;

/** `needs 2 approvals of 3 who may: a, b, c`. */
export function askWords({ needed, reviewers, reviewerCount, permission }: ReviewPart, show: Show): string {
  const who = permission === 'roles:manage' ? 'admins' : 'who may approve';
  if (needed === 0) return 'takes no approval';
  if (reviewerCount === 0) return `needs ${counted(needed, 'approval')}, and nobody may give any`;
  const people = peopleWords(reviewers, show, reviewerCount);
  if (reviewerCount < needed) return `needs ${counted(needed, 'approval')}, and only ${reviewerCount} may give one: ${people}`;
  return `needs ${needed} of ${reviewerCount} ${who}: ${people}`;
}

export function familyWords({ owner, reviewers }: FamilyPart, show: Show): string {
  const isOne = reviewers.length === 1 && reviewers[0]?.text === owner;
  return `needs its owner ${show(owner)}${reviewers.length === 0 || isOne ? '' : `: ${peopleWords(reviewers, show)}`}`;
}

/** @param all how many there are, of whom these are the first */
function peopleWords(people: readonly Principal[], show: Show, all = people.length): string {
  // One name takes no more room than saying that there is one more.
  const shown = people.slice(0, all === mostPeople + 1 ? all : mostPeople).map(({ text }) => show(text));
  const left = all - shown.length;
  return left === 0 ? shown.join(', ') : `${shown.join(', ')} and ${left} more`;
}

export function appsLine(apps: readonly string[], show: Show): string {
  if (apps.length === 1) return `${show(apps[0] as string)} is different`;
  return `${appsWords(apps)} are different: ${someApps(apps, mostApps, show)}`;
}

/** What cannot be told is left out: apps that came, went, or are valid in another way are among the apps. */
export function causeLines({ causes }: ReviewPart, view: EffectiveView, show: Show): string[] {
  const told = causes.flatMap(({ cause, changes, apps }) => {
    const words = causeWords(cause, view, show);
    return words === '' ? [] : [`${counted(changes, 'change')} in ${counted(apps, 'app')} ${words}`];
  });
  return cut(told, mostCauses, 'more cause');
}

export function documentLines(documents: readonly ChangedDocument[], show: Show): string[] {
  const kinds = {
    config: 'document',
    fragment: 'document',
    approvals: 'approvals of a schema',
    family: 'schema family',
  } as const;
  return cut(
    documents.map(
      ({ path, kind, change }) => `${show(path)}: ${kind in kinds ? kinds[kind as keyof typeof kinds] : kind} ${change}`,
    ),
    mostDocuments,
    'more document',
  );
}

function cut(lines: readonly string[], most: number, noun: string): string[] {
  const left = lines.length - most;
  return left <= 0 ? [...lines] : [...lines.slice(0, most), counted(left, noun)];
}

export function brokenLines({ broken }: ReviewPart, view: EffectiveView, show: Show): string[] {
  return broken.map((id) => `${show(id)} cannot be used in ${show(view.base.name)}: what is further up decides alone`);
}

export function orphanLines({ orphaned, namespace }: ReviewPart, show: Show): string[] {
  if (orphaned.length === 0) return [];
  const who = orphaned.length === 1 ? '1 namespace inherits' : `${orphaned.length} namespaces inherit`;
  return [`${who} from ${show(namespace.path)} no more: ${someApps(orphaned, mostApps, show)}`];
}

export function summaryWords({ parts, families, ungoverned }: ChangeReviews, view: EffectiveView): string {
  const sides = `${sideWords(view.base)} → ${sideWords(view.head)}`;
  const count = parts.length + families.length;
  const some = [
    ...(parts.length > 0 ? [counted(parts.length, 'namespace')] : []),
    ...(families.length > 0 ? [families.length === 1 ? '1 schema family' : `${families.length} schema families`] : []),
  ];
  const isNothing = some.length === 0 && ungoverned.apps.length + ungoverned.documents.length === 0;
  if (isNothing) return `Nobody has to review: nothing is different, ${sides}`;
  if (some.length === 0) return `No namespace is responsible for what is different, ${sides}`;
  return `${some.join(' and ')} ${count > 1 ? 'have' : 'has'} to agree, ${sides}`;
}

/** Of what nobody is responsible for. */
export function ungovernedLines({ ungoverned: { apps, documents } }: ChangeReviews, show: Show): string[] {
  return [...(apps.length === 0 ? [] : [appsLine(apps, show)]), ...documentLines(documents, show)];
}

export function plainText(text: string): string {
  return visibleText(text, 400);
}
