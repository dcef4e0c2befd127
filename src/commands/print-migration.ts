import { painter, type Painter } from '../diagnostics/painter.ts';
import { counted } from '../diagnostics/sentence.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import { maskText } from '../model/mask-text.ts';
import { lineDiff, type LineChange } from '../model/line-diff.ts';
import type { MigrationScope } from '../pipeline/evolution/migration-scope.ts';
import type { RewrittenDocument } from '../pipeline/evolution/rewrite-layers.ts';

export interface MigrationView {
  readonly scope: MigrationScope;
  readonly documents: readonly RewrittenDocument[];
  readonly written: boolean;
  readonly ok: boolean;
  /** It was to be written, and was not. */
  readonly refused: boolean;
  /** Of references to secrets, which are not shown. */
  readonly schemes: readonly string[];
}

type Touched = Exclude<LineChange, { readonly kind: 'same' }>;

export function migrationJson({ scope, documents, written, ok, schemes }: MigrationView): string {
  const files = documents.map((document) => ({
    file: document.path,
    removed: touched(document).flatMap((each) =>
      each.kind === 'removed' ? [{ line: each.old, text: maskText(each.text, schemes) }] : [],
    ),
    added: touched(document).flatMap((each) =>
      each.kind === 'added' ? [{ line: each.new, text: maskText(each.text, schemes) }] : [],
    ),
  }));
  const { family, from, to, apps, fragments } = scope;
  const body = { formatVersion: 1, family, from, to, ok, written, apps: apps.map(({ id }) => id), fragments, files };
  return `${JSON.stringify(body, null, 2)}\n`;
}

/** The touched lines of each document, as a patch shows them. */
export function migrationText(view: MigrationView, colour: boolean, quiet: boolean): string {
  const paint = painter(colour);
  const blocks = view.documents.map((document) => documentBlock(document, view, paint));
  if (!quiet) blocks.push(`${summary(view, paint)}\n`);
  return blocks.join('\n');
}

function documentBlock(document: RewrittenDocument, { schemes }: MigrationView, paint: Painter): string {
  const lines = [paint.bold(visibleText(document.path))];
  let last = 0;
  for (const change of touched(document)) {
    const number = change.kind === 'removed' ? change.old : change.new;
    if (last > 0 && Math.abs(number - last) > 1) lines.push(paint.dim('  :'));
    const text = `${String(number).padStart(4)} ${change.kind === 'removed' ? '-' : '+'} ${visibleText(maskText(change.text, schemes))}`;
    lines.push(change.kind === 'removed' ? paint.red(text) : paint.green(text));
    last = number;
  }
  return `${lines.join('\n')}\n`;
}

function touched({ before, after }: RewrittenDocument): Touched[] {
  return lineDiff(before, after).filter((each): each is Touched => each.kind !== 'same');
}

function summary({ scope, documents, written, ok, refused }: MigrationView, paint: Painter): string {
  const { family, from, to, apps, fragments } = scope;
  const way = `${visibleText(family)} from ${from} to ${to}`;
  const bound = [
    ...(apps.length > 0 || fragments.length === 0 ? [counted(apps.length, 'app')] : []),
    ...(fragments.length > 0 ? [counted(fragments.length, 'fragment')] : []),
  ].join(' and ');
  if (refused) return paint.red(`Nothing was written: not everything can be carried over (${way})`);
  if (!ok) return paint.red(`Not everything can be carried over: ${way}`);
  if (from === to || (apps.length === 0 && fragments.length === 0))
    return `Nothing to carry over: nothing is bound to ${from === to ? `another version of ${visibleText(family)} than ${to}` : `${from} of ${visibleText(family)}`}`;
  if (documents.length === 0) return `Nothing to rewrite: ${bound} of ${way}`;
  if (written) return paint.green(`Rewrote ${counted(documents.length, 'document')}: ${bound} of ${way}`);
  return `${counted(documents.length, 'document')} would be rewritten: ${bound} of ${way}; add --write to do it`;
}
