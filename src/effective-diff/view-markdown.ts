import { codeSpan, markdownText } from '../diagnostics/formats/markdown-text.ts';
import type { Finding } from '../diagnostics/finding.ts';
import { counted } from '../diagnostics/sentence.ts';
import { appsWords, causeWords, changeWords, placeText, someApps } from './change-words.ts';
import type { ChangeGroup, EffectiveView, FieldGroup } from './effective-view.ts';
import { cutSentence, findingsOf, hasChanges, isGood, statusName, summaryOf } from './view-summary.ts';

/** GitHub refuses a comment of more than 65,536 characters. */
const maxBytes = 60_000;
/** Kept free for the sentences that say what was cut. */
const reserve = 1000;
const mostNames = 5;
const mostFindings = 10;
const room = 300;

/** A comment on a pull request. Its first line lets a bot find the comment that it wrote before. */
export function viewMarkdown(view: EffectiveView): string {
  const mark = hasChanges(view) ? '🔀' : '✅';
  const blocks = [
    `<!-- confman ${view.command} -->`,
    `### confman: ${view.command === 'diff' ? 'effective change' : 'comparison'}`,
  ];
  blocks.push(`${mark} ${markdownText(summaryOf(view))}`);
  const budget = new Budget(blocks.join('\n\n'));
  addLines(blocks, budget, appLines(view), 'line');
  addLines(
    blocks,
    budget,
    view.changes.map((group) => changeLine(group, view)),
    'change',
  );
  if (view.cut > 0) blocks.push(cutSentence(view));
  if (view.named.length > 0) {
    blocks.push('Different by the names of the apps alone:');
    addLines(
      blocks,
      budget,
      view.named.map((group) => changeLine(group, view)),
      'change',
    );
  }
  return `${blocks.join('\n\n')}\n`;
}

class Budget {
  #left: number;

  constructor(text: string) {
    this.#left = maxBytes - reserve - Buffer.byteLength(text);
  }

  /** False where there is no room, also not for what comes later: a shorter one in its place would mislead. */
  take(text: string): boolean {
    this.#left -= Buffer.byteLength(text) + 2;
    if (this.#left >= 0) return true;
    this.#left = -1;
    return false;
  }
}

function addLines(blocks: string[], budget: Budget, lines: readonly string[], noun: string): void {
  if (lines.length === 0) return;
  const cut = lines.findIndex((line) => !budget.take(line));
  const shown = cut < 0 ? lines : lines.slice(0, cut);
  if (shown.length > 0) blocks.push(shown.join('\n'));
  if (cut >= 0) blocks.push(`Cut for length: ${lines.length - cut} of ${counted(lines.length, noun)}.`);
}

function appLines(view: EffectiveView): string[] {
  const { unknown, added, removed, validity, schemas } = view;
  const line = (apps: readonly string[], what: string): string => `- ${who(apps, view)}${what}${names(apps, view)}`;
  return [
    ...(unknown.length === 0 ? [] : [line(unknown, '⚠️ cannot be put together on either side: nothing is known')]),
    ...(added.length === 0 ? [] : [line(added, 'added')]),
    ...(removed.length === 0 ? [] : [line(removed, 'removed')]),
    ...validity.flatMap((group) => [
      line(group.apps, `${isGood(group.after) ? '' : '❌ '}${pair(group, statusName)}`),
      ...findingLines(findingsOf(view, group)),
    ]),
    ...schemas.map((group) => line(group.apps, `schema ${pair(group, (id) => id ?? 'none')}`)),
  ];
}

function pair<T>({ before, after }: FieldGroup<T>, name: (each: T) => string): string {
  return `${codeSpan(name(before))} → ${codeSpan(name(after))}`;
}

/** The changes are what this is about: `validate` tells all that is wrong. */
function findingLines(findings: readonly Finding[]): string[] {
  const shown = findings.slice(0, mostFindings).map((finding) => findingLine(finding));
  const left = findings.length - shown.length;
  return left === 0 ? shown : [...shown, `  - ${counted(left, 'more finding')}, told by ${codeSpan('confman validate')}`];
}

function findingLine({ code, message, place }: Finding): string {
  const at = place === undefined ? '' : ` at ${codeSpan(placeText(place))}`;
  return `  - ${markdownText(message)}${at} (${codeSpan(code)})`;
}

function who(apps: readonly string[], view: EffectiveView): string {
  if (view.command === 'compare') return '';
  return apps.length === 1 ? `${codeSpan(appsWords(apps))}: ` : `**${appsWords(apps)}**: `;
}

function names(apps: readonly string[], view: EffectiveView): string {
  return apps.length < 2 || view.command === 'compare' ? '' : `<br>${someApps(apps, mostNames, codeSpan)}`;
}

function changeLine(group: ChangeGroup, view: EffectiveView): string {
  const { path, verb, before, after, note } = changeWords(group, room);
  const cause = causeWords(group.cause, view, codeSpan);
  const values = [before, after].filter((each) => each !== undefined).map((each) => codeSpan(each));
  const what = [codeSpan(path), verb, values.join(' → '), note].filter((part) => part !== '').join(' ');
  const why = cause === '' ? '' : `, ${cause}`;
  return `- ${who(group.apps, view)}${what}${why}${names(group.apps, view)}`;
}
