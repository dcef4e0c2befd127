import { Composer, Parser, type CST, type Document, type ParsedNode } from 'yaml';
import type { Span } from '../../model/source.ts';
import type { FindingList } from '../finding-list.ts';
import { hints } from '../hints.ts';
import { conflictHint } from '../merge-conflict.ts';
import { shortened } from '../words.ts';

/** The core schema of YAML 1.2. Merge keys, duplicates and aliases are the business of the reader, which bounds them. */
const OPTIONS = {
  version: '1.2',
  schema: 'core',
  merge: false,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
  resolveKnownTags: false,
} as const;

class TooManyErrors extends Error {}

/**
 * The one document of a YAML text. Undefined when it cannot be composed; findings are then in the list.
 *
 * The composer is recursive and collects every error, so depth is measured on the tokens before, and errors are counted.
 */
export function composeYaml(text: string, depth: number, findings: FindingList): Document.Parsed | undefined {
  const tokens: CST.Token[] = [];
  for (const token of new Parser().parse(text)) {
    if (token.type === 'error') addSyntax(text, token.message, spanOf(token), findings);
    else tokens.push(token);
    if (findings.full) return undefined;
  }
  const tooDeep = deeperThan(tokens, depth);
  if (tooDeep === undefined) return compose(text, tokens, findings);
  findings.add('documents/too-deep', { limit: depth }, tooDeep, '', { hint: hints.tooDeep });
  return undefined;
}

function compose(text: string, tokens: readonly CST.Token[], findings: FindingList): Document.Parsed | undefined {
  const composer = new Composer<ParsedNode>(OPTIONS);
  Object.assign(composer, { onError: errorTaker(text, findings) });
  let first: Document.Parsed | undefined;
  try {
    for (const document of composer.compose(tokens)) {
      if (first !== undefined) {
        const [start] = document.range;
        const hint = 'Put each document into a file of its own';
        findings.add('documents/yaml-many-documents', {}, { start, end: start }, '', { hint });
        break;
      }
      first = document;
      checkVersion(document, findings);
    }
  } catch (error) {
    if (!(error instanceof TooManyErrors)) throw error;
  }
  return first;
}

/** A file that asks for another version would mean other values by `yes`, `010` and `<<`. */
function checkVersion({ directives, range }: Document.Parsed, findings: FindingList): void {
  const { explicit, version } = directives.yaml;
  if (explicit !== true || version === '1.2') return;
  findings.add('documents/yaml-version', { version }, { start: 0, end: range[0] }, '', { hint: 'Remove the %YAML line' });
}

/** What to do about the mistakes that people make, by the code that the library gives them. */
const syntaxHints: ReadonlyMap<string, string> = new Map([
  ['BLOCK_AS_IMPLICIT_KEY', 'Quote the value if the ": " belongs to it, else start the mapping on a line of its own'],
  ['TAB_AS_INDENT', 'Indent with spaces'],
  ['BAD_INDENT', 'Indent entries that belong together alike'],
  ['BAD_SCALAR_START', 'Quote the value'],
  ['BAD_DQ_ESCAPE', 'Write two backslashes where a backslash is meant'],
  ['COMMENT_SPACE', 'Put a space before the #'],
]);

type ErrorSource = number | readonly [number, number] | { readonly offset: number; readonly source?: unknown };

/** Stands in for the composer's own collector, which makes an Error with a stack for each of millions. */
function errorTaker(text: string, findings: FindingList) {
  const seen = new Set<number>();
  return (source: ErrorSource, code: string, message: string, warning?: boolean): void => {
    const span = spanOf(source);
    const isTag = code === 'TAG_RESOLVE_FAILED';
    if ((warning === true && !isTag) || seen.has(span.start)) return;
    seen.add(span.start);
    if (isTag) findings.add('documents/yaml-tag', { tag: textOf(source) }, span, '', { hint: 'Remove the tag' });
    else addSyntax(text, message, span, findings, syntaxHints.get(code));
    if (findings.full) throw new TooManyErrors();
  };
}

function addSyntax(text: string, message: string, span: Span, findings: FindingList, hint?: string): void {
  findings.add('documents/yaml-syntax', { reason: sentence(message) }, span, '', {
    hint: conflictHint(text, span.start) ?? hint,
  });
}

function spanOf(source: ErrorSource): Span {
  if (typeof source === 'number') return { start: source, end: source + 1 };
  if ('offset' in source) {
    const { offset: start, source: text } = source;
    return { start, end: start + (typeof text === 'string' ? text.length : 1) };
  }
  return { start: source[0], end: source[1] };
}

function textOf(source: ErrorSource): string {
  return typeof source === 'object' && 'source' in source && typeof source.source === 'string' ? shortened(source.source) : '';
}

function sentence(message: string): string {
  return message.replace(/[.:]?\s*$/, '');
}

/** The place of the first collection that is nested deeper than allowed. */
function deeperThan(tokens: readonly CST.Token[], limit: number): Span | undefined {
  const open = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (token.type === 'document' && token.value !== undefined) open.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    if (depth === limit) return { start: token.offset, end: token.offset + 1 };
    for (const { key, value } of token.items) {
      if (key) open.push({ token: key, depth: depth + 1 });
      if (value) open.push({ token: value, depth: depth + 1 });
    }
  }
  return undefined;
}
