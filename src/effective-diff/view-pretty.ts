import { cellWidth } from '../diagnostics/cell-width.ts';
import type { Finding } from '../diagnostics/finding.ts';
import { painter, type Painter } from '../diagnostics/painter.ts';
import { counted } from '../diagnostics/sentence.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import { appsWords, causeWords, changeWords, placeText, someApps, type ChangeWords } from './change-words.ts';
import type { ChangeGroup, EffectiveView, FieldGroup } from './effective-view.ts';
import { cutSentence, findingsOf, hasChanges, isGood, statusName, summaryOf } from './view-summary.ts';

export interface PrettyOptions {
  readonly colour: boolean;
  readonly width: number;
  /** At most so many changes are told. */
  readonly most: number;
  /** Values whole, and every app by its name. */
  readonly verbose: boolean;
}

const minWidth = 40;
const mostNames = 3;
/** The changes are what this is about: `validate` tells all that is wrong. */
const mostFindings = 10;

/** For people at a terminal: a line per change, widest reach first, and a sentence about the whole. Safe to print whatever the files hold. */
export function viewPretty(view: EffectiveView, options: PrettyOptions): string {
  const canvas: Canvas = { ...options, paint: painter(options.colour), width: Math.max(minWidth, options.width), view };
  const shown = view.changes.slice(0, options.most);
  const left = view.changes.length - shown.length;
  const lines = [
    ...appLines(view, canvas),
    ...shown.flatMap((group) => changeLines(group, canvas)),
    ...(left === 0 ? [] : [`${counted(left, 'more change')} not shown; raise --max-diagnostics to see them`]),
    ...(view.cut === 0 ? [] : [cutSentence(view)]),
    ...namedLines(view, canvas),
  ];
  const brush = hasChanges(view) ? canvas.paint.bold : canvas.paint.green;
  const summary = brush(visibleText(summaryOf(view)));
  return `${[...lines, ...(lines.length > 0 ? [''] : []), summary].join('\n')}\n`;
}

interface Canvas extends PrettyOptions {
  readonly paint: Painter;
  readonly view: EffectiveView;
}

/** What concerns apps as a whole: there or not, to be judged or not, valid or not. */
function appLines(view: EffectiveView, canvas: Canvas): string[] {
  const { paint } = canvas;
  return [
    ...(view.unknown.length === 0
      ? []
      : fieldLines(view.unknown, paint.yellow('cannot be put together on either side: nothing is known'), canvas)),
    ...(view.added.length === 0 ? [] : fieldLines(view.added, paint.green('added'), canvas)),
    ...(view.removed.length === 0 ? [] : fieldLines(view.removed, paint.red('removed'), canvas)),
    ...view.validity.flatMap((group) => [
      ...fieldLines(group.apps, pairText(group, statusName, paint, isGood), canvas),
      ...findingLines(findingsOf(view, group), canvas),
    ]),
    ...view.schemas.flatMap((group) =>
      fieldLines(group.apps, `schema ${pairText(group, (id) => visibleText(id ?? 'none', 200), paint)}`, canvas),
    ),
  ];
}

function pairText<T>(
  { before, after }: FieldGroup<T>,
  name: (each: T) => string,
  paint: Painter,
  good: (each: T) => boolean = (each) => each === after,
): string {
  const brush = (each: T): Painter => (good(each) ? paint.green : paint.red);
  return `${brush(before)(name(before))} → ${brush(after)(name(after))}`;
}

function fieldLines(apps: readonly string[], what: string, canvas: Canvas): string[] {
  const who = canvas.view.command === 'compare' ? '' : `${canvas.paint.bold(appsWords(apps))}: `;
  return [who + what, ...nameLines(apps, canvas)];
}

function nameLines(apps: readonly string[], { paint, verbose, view }: Canvas): string[] {
  if (apps.length < 2 || view.command === 'compare') return [];
  return [`  ${paint.dim(someApps(apps, verbose ? Infinity : mostNames, (app) => app))}`];
}

function findingLines(findings: readonly Finding[], { paint, most, verbose }: Canvas): string[] {
  const shown = findings.slice(0, verbose ? most : Math.min(most, mostFindings)).map((finding) => findingLine(finding, paint));
  const left = findings.length - shown.length;
  return left === 0 ? shown : [...shown, `  ${counted(left, 'more finding')}, told by confman validate`];
}

function findingLine({ code, message, place }: Finding, paint: Painter): string {
  const at = place === undefined ? '' : ` ${paint.dim(`at ${placeText(place)}`)}`;
  return `  ${paint.red(`error[${code}]`)} ${visibleText(message)}${at}`;
}

function namedLines({ named }: EffectiveView, canvas: Canvas): string[] {
  if (named.length === 0) return [];
  const title = canvas.paint.dim('Different by the names of the apps alone:');
  return ['', title, ...named.slice(0, canvas.most).flatMap((group) => changeLines(group, canvas))];
}

/** In one line where it fits; else who and where, what, and why in lines of their own. */
function changeLines(group: ChangeGroup, canvas: Canvas): string[] {
  const { paint, width, verbose, view } = canvas;
  const words = changeWords(group, verbose ? 4000 : Math.max(minWidth, width - 6));
  const who = view.command === 'compare' ? '' : `${paint.bold(appsWords(group.apps))}: `;
  const head = `${who}${paint.cyan(words.path)}${words.verb === '' ? '' : ` ${words.verb}`}`;
  const names = nameLines(group.apps, canvas);
  const reason = causeWords(group.cause, view);
  const cause = reason === '' ? [] : [reason];
  const what = valuesText(words, paint);
  const line = [[head, what].filter((part) => part !== '').join(' '), ...cause.map((text) => paint.dim(text))].join(', ');
  if (widthOf(line) <= width) return [line, ...names];
  const why = cause.map((text) => `  ${paint.dim(text)}`);
  const short = [head, what].filter((part) => part !== '').join(' ');
  if (widthOf(short) <= width) return [short, ...why, ...names];
  if (widthOf(what) + 2 <= width) return [head, `  ${what}`, ...why, ...names];
  const values = [
    ...(words.before === undefined ? [] : [`  ${paint.red(`- ${words.before}`)}`]),
    ...(words.after === undefined ? [] : [`  ${paint.green(`+ ${words.after}`)}`]),
    ...(words.note === '' ? [] : [`  ${words.note}`]),
  ];
  return [head, ...values, ...why, ...names];
}

function valuesText({ before, after, note }: ChangeWords, paint: Painter): string {
  const values = [...(before === undefined ? [] : [paint.red(before)]), ...(after === undefined ? [] : [paint.green(after)])];
  return [values.join(' → '), note].filter((part) => part !== '').join(' ');
}

const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' });
// oxlint-disable-next-line no-control-regex -- the sequences that colour a text
const colours = /\u001b\[[\d;]*m/g;

function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of clusters.segment(text.replace(colours, ''))) width += cellWidth(segment);
  return width;
}
