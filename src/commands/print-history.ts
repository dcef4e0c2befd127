import { codeSpan, markdownText } from '../diagnostics/formats/markdown-text.ts';
import { painter, type Painter } from '../diagnostics/painter.ts';
import { counted } from '../diagnostics/sentence.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import { changeWords } from '../effective-diff/change-words.ts';
import type { HistoryVersion, HistoryView, InvalidSpan } from '../pipeline/history/history-view.ts';
import type { CommandContext, GlobalOptions } from './command-context.ts';
import { personText, publicationJson, requestText, shortName, timeText } from './print-publication.ts';
import { colourOf } from './print-report.ts';
import { shellWord } from './shell-word.ts';

interface TextOptions {
  readonly colour: boolean;
  /** Of the changes of a version; all of them where it is verbose. */
  readonly most: number;
  /** Characters of a value. */
  readonly room: number;
}

const [brief, whole]: readonly [TextOptions, TextOptions] = [
  { colour: false, most: 5, room: 120 },
  { colour: false, most: Infinity, room: 4000 },
];

/** The result, on stdout in every format; reports to files hold the same. */
export function printHistory(context: CommandContext, options: GlobalOptions, view: HistoryView): void {
  const text = { ...(options.verbose ? whole : brief), colour: colourOf(context, options, 'stdout') };
  for (const { format, file } of options.reports) context.writeFile(file, rendered(view, format, { ...text, colour: false }));
  context.stdout.write(rendered(view, options.format, text));
}

function rendered(view: HistoryView, format: GlobalOptions['format'], options: TextOptions): string {
  if (format === 'json') return historyJson(view);
  return format === 'markdown' ? historyMarkdown(view) : historyText(view, options);
}

/** For programs; the newest version first. The shape is documented in `docs/commands/history.md`. */
function historyJson({ app, pointer, line, complete, total, versions, invalid, movedFrom }: HistoryView): string {
  const shape = {
    formatVersion: 1,
    app,
    pointer,
    line,
    complete,
    total,
    versions: versions.map(({ number, state, value, publication, subject, cut, secret }) => ({
      version: number ?? null,
      state,
      ...(value === undefined ? {} : { value }),
      ...publicationJson(publication),
      subject,
      cut,
      otherSecret: secret,
    })),
    invalid: invalid.map(({ since, until }) => ({
      since: publicationJson(since),
      until: until === undefined ? null : publicationJson(until),
    })),
    movedFrom: movedFrom ?? null,
  };
  return `${JSON.stringify(shape, null, 2)}\n`;
}

/** For people: two lines for each version, or some more that say what is different in it. */
function historyText(view: HistoryView, options: TextOptions): string {
  const paint = painter(options.colour);
  const rows = [
    ...view.versions.map((version) => ({ place: version.place, lines: versionLines(version, paint, options) })),
    ...view.invalid.map((span) => ({ place: span.place, lines: [paint.red(invalidText(span))] })),
  ].sort((a, b) => a.place - b.place);
  const left = view.total - view.versions.length;
  const lines = [
    ...rows.flatMap((row) => row.lines),
    ...(left > 0 ? [paint.dim(`${counted(left, 'older version')} not shown; raise --limit to see them`)] : []),
    ...(view.movedFrom === undefined ? [] : [paint.dim(movedText(view))]),
    ...(rows.length > 0 ? [''] : []),
    paint.bold(visibleText(summary(view), 400)),
  ];
  return `${lines.join('\n')}\n`;
}

function versionLines(version: HistoryVersion, paint: Painter, { most, room }: TextOptions): string[] {
  const { number, publication, subject, cut, changes } = version;
  const name = paint.cyan(number === undefined ? 'version' : `v${number}`);
  const when = `${timeText(publication.publishedAt)} ${visibleText(personText(publication.publishedBy), 200)}`;
  const request = requestText(publication);
  const notes = [...(request === '' ? [] : [request]), ...(cut ? ['or earlier: the history is cut off here'] : [])];
  const by = `  ${paint.yellow(shortName(publication.commit))} ${when}${notes.map((note) => `, ${note}`).join('')}: ${visibleText(subject, 120)}`;
  const head = changes.length > 0 ? `${name} ${counted(changes.length, 'change')}` : `${name} ${valueText(version, room)}`;
  const shown = changes.slice(0, most).map((change) => {
    const { path, verb, before, after, note } = changeWords(change, room);
    const values = [before, after].filter((text) => text !== undefined).join(' → ');
    return `    ${[paint.dim(path), verb, values, note].filter((part) => part !== '').join(' ')}`;
  });
  const left = changes.length - shown.length;
  return [head, by, ...shown, ...(left > 0 ? [`    and ${counted(left, 'more change')}, shown with --verbose`] : [])];
}

function valueText({ state, value, secret }: HistoryVersion, room: number): string {
  if (state === 'absent') return 'the app is gone';
  if (state === 'unset') return 'no value';
  if (value === undefined) return '(not shown: there is no room for more values)';
  return `${visibleText(JSON.stringify(value), room)}${secret ? ' (another value, not shown)' : ''}`;
}

function invalidText({ since, until }: InvalidSpan): string {
  const from = `invalid from ${shortName(since.commit)} (${timeText(since.publishedAt)})`;
  const end = until === undefined ? 'on' : `until ${shortName(until.commit)} (${timeText(until.publishedAt)})`;
  return `-- ${from} ${end}: what was in force before stayed so`;
}

function movedText({ movedFrom, versions }: HistoryView): string {
  const first = versions.at(-1)?.publication.commit;
  return `Its document came from ${visibleText(movedFrom ?? '', 400)}: confman history ${shellWord(movedFrom ?? '')} --rev ${shortName(first ?? '')}~1`;
}

function summary({ app, pointer, line, total, complete, invalid }: HistoryView): string {
  const where = `${app}${pointer === '' ? '' : ` ${pointer}`}`;
  const on = `${line.name} (${shortName(line.commit)})`;
  if (total === 0) return `${where} never had a${invalid.length > 0 ? ' valid' : ''} value on ${on}`;
  return `${where}: ${complete ? '' : 'at least '}${counted(total, 'version')} on ${on}`;
}

function historyMarkdown(view: HistoryView): string {
  const rows = view.versions.map((version) => {
    const { number, publication, subject } = version;
    const { publishedAt, publishedBy, publishRequestId = '', commit } = publication;
    const value = version.value === undefined ? markdownText(valueText(version, 200)) : codeSpan(valueText(version, 200));
    const cells = [`${number ?? ''}`, value, codeSpan(shortName(commit)), timeText(publishedAt)];
    return [...cells, ...[personText(publishedBy), publishRequestId, subject].map((text) => markdownText(text))];
  });
  const head = ['version', 'value', 'commit', 'published', 'by', 'request', 'subject'];
  const table = [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
  const notes = view.invalid.map((span) => `\n- ${markdownText(invalidText(span))}`).join('');
  return `${markdownText(summary(view))}\n\n${table}\n${notes === '' ? '' : `${notes}\n`}`;
}
