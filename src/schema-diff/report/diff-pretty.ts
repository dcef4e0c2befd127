import type { Finding, Place } from '../../diagnostics/finding.ts';
import { frameSources } from '../../diagnostics/frame-source.ts';
import { masksOf } from '../../diagnostics/frame-masks.ts';
import { formats } from '../../diagnostics/formats.ts';
import { painter, type Painter } from '../../diagnostics/painter.ts';
import { visibleText } from '../../diagnostics/visible-text.ts';
import type { CompareMode } from '../comparison.ts';
import { changeFrames, type Canvas } from './change-frames.ts';
import { changeLabel } from './change-label.ts';
import { configsSentence } from './configs-sentence.ts';
import { approvalLines } from './approval-text.ts';
import type { Acceptable, ChangeView, DiffView, PairView } from './diff-view.ts';
import { levelSummary, verdictSentence } from './level-summary.ts';
import { rules } from '../rules.ts';
import { witnessLines, witnessTitle } from './witness-text.ts';

export interface PrettyOptions {
  readonly colour: boolean;
  readonly width: number;
  /** At most so many changes of a pair are told. */
  readonly most: number;
  /** Frames of harmless changes too, and why a rule has its effect. */
  readonly verbose: boolean;
}

const MIN_WIDTH = 40;

/** For people at a terminal. Every line of it is safe to print whatever the files hold. */
export function diffPretty(view: DiffView, options: PrettyOptions): string {
  const paint = painter(options.colour);
  const canvas: Canvas = {
    paint,
    width: Math.max(MIN_WIDTH, options.width),
    sourceOf: frameSources(masksOf(maskReport(view))),
  };
  const blocks = view.pairs.flatMap((pair) => pairBlocks(pair, view, options, canvas));
  if (view.findings.length + (view.configs?.findings.length ?? 0) > 0) blocks.push(findingsBlock(view, options));
  if (view.configs !== undefined) blocks.push(configsLine(view, paint));
  return `${blocks.join('\n\n')}\n`;
}

function pairBlocks(pair: PairView, view: DiffView, options: PrettyOptions, canvas: Canvas): string[] {
  const { paint } = canvas;
  const shown = pair.changes.slice(0, options.most);
  const blocks: string[] = [];
  if (view.pairs.length > 1) blocks.push(paint.bold(visibleText(`${pair.old} → ${pair.new}`)));
  const telling = shown.filter((each) => each.effect !== 'safe' || options.verbose);
  const title = (each: ChangeView): string => headline(each, view.mode, paint);
  blocks.push(...telling.map((each) => [title(each), ...changeDetails(each, pair, options, canvas)].join('\n')));
  const harmless = shown.filter((each) => !telling.includes(each));
  if (harmless.length > 0) blocks.push(harmless.map(title).join('\n'));
  const left = pair.changes.length - shown.length;
  if (left > 0)
    blocks.push(`${left} more ${left === 1 ? 'change is' : 'changes are'} not shown; raise --max-diagnostics to see them`);
  blocks.push(...witnessBlock(pair, paint), summaryBlock(pair, view, paint));
  return blocks;
}

function changeDetails(view: ChangeView, pair: PairView, options: PrettyOptions, canvas: Canvas): string[] {
  const { paint } = canvas;
  const notes: string[] = [];
  if (view.accepted !== undefined) notes.push(acceptedNote(view, paint));
  else if (options.verbose) notes.push(visibleText(rules[view.change.rule].reason));
  if (view.effect !== 'safe' && view.accepted === undefined)
    notes.push(`${paint.green.bold('hint:')} ${visibleText(rules[view.change.rule].instead)}`);
  return [...changeFrames(view, pair, canvas), ...notes.map((note) => `  ${paint.dim('=')} ${note}`)];
}

function headline(view: ChangeView, mode: CompareMode, paint: Painter): string {
  const { change, effect, accepted, message } = view;
  const brush = accepted === undefined ? { breaks: paint.red, unknown: paint.yellow, safe: paint.blue }[effect] : paint.dim;
  return `${brush.bold(`${changeLabel(mode, view)}[${change.rule}]`)} ${paint.bold(visibleText(message))}`;
}

function acceptedNote({ accepted }: ChangeView, paint: Painter): string {
  if (accepted === undefined) return '';
  const until = accepted.until === undefined ? '' : ` until ${accepted.until}`;
  return `${paint.green('accepted')} by ${visibleText(accepted.by)}${until}: ${visibleText(accepted.reason)}`;
}

function witnessBlock(pair: PairView, paint: Painter): string[] {
  const title = witnessTitle(pair);
  if (title === undefined) return [];
  const lines = witnessLines(pair.comparison).map((line) => `  ${paint.dim('│')} ${visibleText(line)}`);
  return [[visibleText(title), ...lines].join('\n')];
}

function summaryBlock(pair: PairView, view: DiffView, paint: Painter): string {
  const brush = pair.ok ? paint.green : pair.verdict === 'unknown' ? paint.yellow : paint.red;
  const lines = [`${brush.bold(visibleText(verdictSentence(view.mode, pair)))}: ${levelSummary(view.mode, pair)}`];
  if (pair.acceptable !== undefined) lines.push(...approvalHint(pair.acceptable, paint));
  lines.push(...pair.hints.map((hint) => `${paint.green.bold('hint:')} ${visibleText(hint)}`));
  const [worst] = pair.changes;
  if (worst !== undefined && worst.effect !== 'safe')
    lines.push(paint.dim(`Run confman explain --code ${worst.change.rule} to read what a rule means`));
  return lines.join('\n');
}

function approvalHint(acceptable: Acceptable, paint: Painter): string[] {
  const [first = '', ...more] = approvalLines(acceptable).map((line) => visibleText(line));
  const hint = paint.green.bold('hint:');
  const file = visibleText(acceptable.file);
  if (more.length === 0) return [`${hint} Accept the finding in ${file}: ${first}`];
  return [`${hint} Accept what cannot be helped in ${file}:`, ...[first, ...more].map((line) => `  ${line}`)];
}

function configsLine({ configs }: DiffView, paint: Painter): string {
  if (configs === undefined) return '';
  const bad = configs.failing.length + configs.fragments.failing.length > 0;
  return (bad ? paint.red : paint.green).bold(visibleText(configsSentence(configs)));
}

function findingsBlock(view: DiffView, { colour, width, most }: PrettyOptions): string {
  const all = [...view.findings, ...(view.configs?.findings ?? [])];
  const findings = all.slice(0, most);
  const apps = { total: 0, valid: 0, invalid: 0, rebuilt: 0, unchanged: 0 };
  const report = {
    command: 'schema diff',
    ok: view.ok,
    apps,
    findings,
    omitted: all.length - findings.length,
    hidden: all.slice(findings.length),
    version: view.version,
  };
  return formats.pretty.render(report, { colour, width }).trimEnd();
}

/** What no frame may show. */
function maskReport(view: DiffView): Parameters<typeof masksOf>[0] {
  const places = view.pairs.flatMap((pair) => pair.changes.flatMap((each) => [each.oldPlace, each.newPlace]));
  const findings = places.filter((place) => place.masked.length > 0).map(asFinding);
  const apps = { total: 0, valid: 0, invalid: 0, rebuilt: 0, unchanged: 0 };
  return { command: '', ok: true, apps, findings, omitted: 0, version: '' };
}

function asFinding(place: Place): Finding {
  return { code: 'schema-diff/change', severity: 'info', message: '', place, pointer: '', apps: [], related: [] };
}
