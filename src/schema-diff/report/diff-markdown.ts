import type { Finding } from '../../diagnostics/finding.ts';
import { appsPhrase, counted } from '../../diagnostics/sentence.ts';
import { codeBlock, codeSpan, markdownText } from '../../diagnostics/formats/markdown-text.ts';
import { visibleText } from '../../diagnostics/visible-text.ts';
import { rules } from '../rules.ts';
import { changeLabel } from './change-label.ts';
import { configsSentence } from './configs-sentence.ts';
import { approvalLines } from './approval-text.ts';
import type { ChangeView, ConfigsView, DiffView, PairView } from './diff-view.ts';
import { levelSummary, verdictSentence } from './level-summary.ts';
import { witnessLines, witnessTitle } from './witness-text.ts';

/** GitHub refuses a comment of more than 65,536 characters. */
const MAX_BYTES = 60_000;
/** Kept free for the sentences that say what was cut. */
const RESERVE = 1000;
/** More ids of apps are counted. */
const MOST_NAMES = 5;
/** More findings in documents are folded up: who reads the comment looks at the schema first. */
const MOST_UNFOLDED = 3;
const MOST_UNFOLDED_LINES = 12;

/** A comment on a pull request. Its first line lets a bot find the comment that it wrote before. */
export function diffMarkdown(view: DiffView): string {
  const page = new Page();
  page.add(head(view));
  for (const pair of view.pairs) addPair(page, pair, view);
  addFindings(page, view);
  return page.text();
}

/** Blocks up to the size that a comment may have; what does not fit is counted. */
class Page {
  readonly #blocks: string[] = [];
  #bytes = 0;

  /** @returns false where there is no room, also not for the blocks to come: a shorter one in its place would mislead */
  add(block: string): boolean {
    const bytes = Buffer.byteLength(block) + 2;
    if (this.#bytes + bytes > MAX_BYTES - RESERVE) {
      this.#bytes = MAX_BYTES;
      return false;
    }
    this.#blocks.push(block);
    this.#bytes += bytes;
    return true;
  }

  /** @returns how many of the blocks have no room */
  addFolded(summary: string, blocks: readonly string[]): number {
    const room = MAX_BYTES - RESERVE - this.#bytes - Buffer.byteLength(summary) - 60;
    let bytes = 0;
    const over = blocks.findIndex((block) => (bytes += Buffer.byteLength(block) + 2) > room);
    const fitting = over < 0 ? blocks : blocks.slice(0, over);
    if (fitting.length > 0) this.add([`<details><summary>${summary}</summary>`, ...fitting, '</details>'].join('\n\n'));
    return blocks.length - fitting.length;
  }

  /** From the reserve. */
  note(block: string): void {
    this.#blocks.push(block);
  }

  text(): string {
    return `${this.#blocks.join('\n\n')}\n`;
  }
}

function head(view: DiffView): string {
  const title = view.ok
    ? 'schema change is compatible'
    : view.verdict === 'unknown'
      ? 'schema change is undecided'
      : 'schema change fails';
  const lines = view.pairs.map(
    (pair) => `${mark(pair)} ${markdownText(verdictSentence(view.mode, pair))}: ${levelSummary(view.mode, pair)}`,
  );
  if (view.configs !== undefined) lines.push(configsLine(view.configs));
  const list = lines.length === 1 ? lines : lines.map((line) => `- ${line}`);
  return `<!-- confman schema diff -->\n### confman: ${title}\n\n${list.join('\n')}`;
}

function mark({ ok, verdict }: PairView): string {
  return ok ? '✅' : verdict === 'unknown' ? '⚠️' : '❌';
}

function configsLine(configs: ConfigsView): string {
  const failing = [...configs.failing, ...configs.fragments.failing];
  const more = failing.length > MOST_NAMES ? ` and ${failing.length - MOST_NAMES} more` : '';
  const names = failing
    .slice(0, MOST_NAMES)
    .map((id) => codeSpan(id))
    .join(', ');
  const sentence = markdownText(configsSentence(configs));
  return failing.length === 0 ? `✅ ${sentence}` : `❌ ${sentence}: ${names}${more}`;
}

function addPair(page: Page, pair: PairView, view: DiffView): void {
  const failing = pair.changes.filter((each) => each.effect !== 'safe');
  const harmless = pair.changes.filter((each) => each.effect === 'safe');
  if (view.pairs.length > 1 && pair.changes.length > 0) page.add(`#### ${codeSpan(pair.old)} → ${codeSpan(pair.new)}`);
  const told = failing.findIndex((each) => !page.add(failingBlock(each, view)));
  addWitness(page, pair);
  if (pair.acceptable !== undefined) {
    const lines = approvalLines(pair.acceptable).map((line) => visibleText(line));
    const summary = `To accept ${pair.acceptable.entries.length === 1 ? 'it' : 'them'} in ${htmlText(pair.acceptable.file)}`;
    page.addFolded(summary, [codeBlock(lines)]);
  }
  if (harmless.length > 0) {
    const rows = harmless.map(tableRow);
    const fits = rowsThatFit(rows);
    page.add(
      [
        `<details><summary>${counted(harmless.length, 'change')} that ${harmless.length === 1 ? 'breaks' : 'break'} nothing</summary>\n`,
        '| rule | change |',
        '| --- | --- |',
        ...rows.slice(0, fits),
        ...(fits < rows.length ? [`| … | ${rows.length - fits} more |`] : []),
        '\n</details>',
      ].join('\n'),
    );
  }
  if (told >= 0)
    page.note(
      `---\nCut for length: ${counted(failing.length - told, 'change')} of ${pair.changes.length}; confman schema diff shows all.`,
    );
}

function addWitness(page: Page, pair: PairView): void {
  const title = witnessTitle(pair);
  if (title === undefined) return;
  const block = codeBlock(witnessLines(pair.comparison).map((line) => visibleText(line)));
  if (block.split('\n').length <= MOST_UNFOLDED_LINES) page.add(`${markdownText(title)}\n\n${block}`);
  else page.addFolded(htmlText(title), [block]);
}

/** Within a tag, where Markdown is not read, but names of people and numbers of issues are. */
function htmlText(text: string): string {
  const escaped = visibleText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replace(/[@#!](?=\w)/g, '$&\u200b');
}

function failingBlock(each: ChangeView, { mode }: DiffView): string {
  const { change, message, effect, accepted, oldPlace, newPlace } = each;
  const sign = accepted !== undefined ? '☑️' : effect === 'breaks' ? '❌' : '⚠️';
  const places = `${codeSpan(`${oldPlace.file}:${oldPlace.line}`)} → ${codeSpan(`${newPlace.file}:${newPlace.line}`)}`;
  const title = `${sign} **${changeLabel(mode, each)}** ${sentence(message)} (${codeSpan(change.rule)}, ${places})`;
  if (accepted !== undefined) {
    const until = accepted.until === undefined ? '' : ` until ${accepted.until}`;
    return `${title}\n\n→ accepted by ${markdownText(accepted.by)}${until}: ${markdownText(accepted.reason)}`;
  }
  return `${title}\n\n→ ${markdownText(rules[change.rule].instead)}`;
}

/** Short enough that the failing changes keep most of the room. */
function rowsThatFit(rows: readonly string[]): number {
  let bytes = 0;
  const over = rows.findIndex((row) => (bytes += Buffer.byteLength(row) + 1) > 12_000);
  return over < 0 ? rows.length : over;
}

function tableRow({ change, message }: ChangeView): string {
  return `| ${codeSpan(change.rule)} | ${sentence(message).replaceAll('|', '\\|')} |`;
}

/** Our sentences set names in backticks; within Markdown they have to survive what a name may hold. */
function sentence(message: string): string {
  const [, path = '', rest] = /^`((?:[^`\\]|\\.)*)`: (.*)$/s.exec(message) ?? [];
  if (rest === undefined) return markdownText(message);
  return `${codeSpan(path)}: ${markdownText(rest)}`;
}

function addFindings(page: Page, view: DiffView): void {
  const inData = view.configs?.findings ?? [];
  const open = inData.length <= MOST_UNFOLDED ? [...view.findings, ...inData] : view.findings;
  const told = open.findIndex((finding) => !page.add(findingBlock(finding)));
  const left = told < 0 ? 0 : open.length - told;
  const folded = inData.slice(open.length - view.findings.length);
  const without = left + page.addFolded(`${counted(folded.length, 'finding')} in the documents`, folded.map(findingBlock));
  if (without > 0) page.note(`Cut for length: ${counted(without, 'finding')} of ${view.findings.length + inData.length}.`);
}

function findingBlock({ severity, message, place, apps, code, hint }: Finding): string {
  const sign = { error: '❌', warning: '⚠️', info: 'ℹ️' }[severity];
  const at = place === undefined ? '' : ` ${codeSpan(`${place.file}:${place.line}`)}`;
  const isOwn = apps.length === 1 && place?.file.includes(`/${apps[0]}/`) === true;
  const where = apps.length === 0 || isOwn ? '' : `, ${appsPhrase(apps, codeSpan)}`;
  const line = `${sign} **${severity}**${at} ${markdownText(message)}${where} (${codeSpan(code)})`;
  return hint === undefined ? line : `${line}\n\n→ ${markdownText(hint)}`;
}
