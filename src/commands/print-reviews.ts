import { codeSpan, markdownText } from '../diagnostics/formats/markdown-text.ts';
import { painter } from '../diagnostics/painter.ts';
import type { ReviewPart } from '../pipeline/access/change-reviews.ts';
import type { ReviewedChange } from '../pipeline/access/review-change.ts';
import {
  appsLine,
  askWords,
  brokenLines,
  causeLines,
  documentLines,
  familyWords,
  orphanLines,
  plainText,
  summaryWords,
  ungovernedLines,
  type Show,
} from './review-words.ts';

/** One who has to agree, with what it is about. */
interface Block {
  readonly name: string;
  readonly ask: string;
  readonly lines: readonly string[];
}

const nobody = 'no namespace is responsible';
const groupsUnusable = 'The groups cannot be used at the base: nobody is known to be in any of them';

function blocksOf(reviewed: ReviewedChange, show: Show): Block[] {
  const { parts, families } = reviewed;
  const ungoverned = ungovernedLines(reviewed, show);
  return [
    ...parts.map((part) => ({ name: part.namespace.path, ask: askWords(part, show), lines: partLines(part, reviewed, show) })),
    ...families.map((part) => ({ name: part.family, ask: familyWords(part, show), lines: documentLines(part.documents, show) })),
    ...(ungoverned.length === 0 ? [] : [{ name: '', ask: nobody, lines: ungoverned }]),
  ];
}

function partLines(part: ReviewPart, { view }: ReviewedChange, show: Show): string[] {
  const { owner } = part.namespace;
  return [
    ...(owner === undefined ? [] : [`owner ${show(owner.value)}`]),
    ...brokenLines(part, view, show),
    ...(part.apps.length === 0 ? [] : [appsLine(part.apps, show)]),
    ...causeLines(part, view, show),
    ...documentLines(part.documents, show),
    ...orphanLines(part, show),
  ];
}

/** For people at a terminal. */
export function reviewsText(reviewed: ReviewedChange, colour: boolean): string {
  const paint = painter(colour);
  const blocks = blocksOf(reviewed, plainText).map(({ name, ask, lines }) =>
    [`${name === '' ? '' : `${paint.bold(plainText(name))} `}${ask}`, ...lines.map((line) => `  ${line}`)].join('\n'),
  );
  const groups = reviewed.access.groupsBroken ? [paint.red(groupsUnusable)] : [];
  return `${[...blocks, ...groups, plainText(summaryWords(reviewed, reviewed.view))].join('\n\n')}\n`;
}

/** GitHub refuses a comment of more than 65,536 characters. */
const maxBytes = 60_000;
/** Kept free for the sentence that says what was cut. */
const reserve = 500;

/** A comment on a pull request. Nobody is called by it: names stand in code. Its first line lets a bot find the comment that it wrote before. */
export function reviewsMarkdown(reviewed: ReviewedChange): string {
  const head = [
    '<!-- confman access owners -->',
    '### confman: who has to review',
    markdownText(summaryWords(reviewed, reviewed.view)),
  ];
  if (reviewed.access.groupsBroken) head.push(`⚠️ ${groupsUnusable}.`);
  const blocks = blocksOf(reviewed, codeSpan).map(({ name, ask, lines }) =>
    [`- ${name === '' ? '⚠️ ' : `**${codeSpan(name)}** `}${ask}`, ...lines.map((line) => `  - ${line}`)].join('\n'),
  );
  let left = maxBytes - reserve - Buffer.byteLength(head.join('\n\n'));
  const cut = blocks.findIndex((block) => (left -= Buffer.byteLength(block) + 1) < 0);
  const shown = cut < 0 ? blocks : blocks.slice(0, cut);
  const rest = cut < 0 ? [] : [`Cut for length: ${blocks.length - cut} of ${blocks.length} who have to agree.`];
  return `${[...head, ...(shown.length === 0 ? [] : [shown.join('\n')]), ...rest].join('\n\n')}\n`;
}

/** For programs; nothing is cut. The shape is documented in `docs/commands/access-owners.md`. */
export function reviewsJson({ parts, families, ungoverned, view, access }: ReviewedChange): string {
  const shape = {
    formatVersion: 1,
    base: view.base,
    head: view.head,
    groupsUsable: !access.groupsBroken,
    namespaces: parts.map(
      ({ namespace, permission, reviewers, reviewerCount, needed, apps, causes, documents, orphaned, broken }) => ({
        namespace: namespace.path,
        displayName: namespace.displayName ?? null,
        owner: namespace.owner?.value ?? null,
        permission,
        needed,
        reviewers: reviewers.map(({ text }) => text),
        reviewerCount,
        apps,
        causes: causes.map(({ cause: { kind, side, place, detail }, ...counts }) => ({
          kind,
          side,
          file: place?.file ?? null,
          line: place?.line ?? null,
          column: place?.column ?? null,
          detail: detail ?? null,
          ...counts,
        })),
        documents,
        orphaned,
        unusable: broken,
      }),
    ),
    families: families.map(({ reviewers, ...part }) => ({ ...part, reviewers: reviewers.map(({ text }) => text) })),
    ungoverned,
  };
  return `${JSON.stringify(shape, null, 2)}\n`;
}
