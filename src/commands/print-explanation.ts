import { painter, type Painter } from '../diagnostics/painter.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import { locate } from '../documents/locate.ts';
import { canonicalJson } from '../model/canonical-json.ts';
import type { JsonValue } from '../model/json.ts';
import { isSecretReference, maskReference } from '../model/secret-reference.ts';
import type { Site } from '../model/source.ts';
import type { Explanation, Loser } from '../pipeline/explain-app.ts';
import { hide } from '../pipeline/hide-secrets.ts';
import type { LineBlame } from '../pipeline/history/line-blame.ts';
import { blameJson, blameText } from './print-blame.ts';

export interface ExplanationView {
  readonly app: string;
  readonly pointer: string;
  readonly leaves: readonly Explanation[];
  readonly schemes: readonly string[];
  readonly isSecret: (pointer: string) => boolean;
  /** Who wrote the winning lines, in the order of the leaves. */
  readonly blamed?: readonly LineBlame[] | undefined;
}

/** For programs: one entry per leaf. */
export function explanationJson(view: ExplanationView): string {
  const values = view.leaves.map((leaf, i) => ({
    pointer: leaf.pointer,
    value: shownValue(leaf.value, leaf.pointer, view),
    winner: { document: leaf.document, ...placeOf(leaf.site), layer: leaf.layer ?? null, ...blameOf(view, i) },
    via: leaf.via.map((hop) => ({ document: hop.document, ...placeOf(hop.site), target: hop.target })),
    strategy: leaf.strategy,
    shadowed: leaf.shadowed.map((each) => ({
      value: shownValue(each.value, each.pointer, view),
      document: each.document,
      ...placeOf(each.site),
      layer: each.layer ?? null,
    })),
  }));
  return `${JSON.stringify({ formatVersion: 1, app: view.app, pointer: view.pointer, values }, null, 2)}\n`;
}

/** For people: the value, the line that set it, the way it took, and what it hides. */
export function explanationText(view: ExplanationView, colour: boolean): string {
  const paint = painter(colour);
  return view.leaves.map((leaf, i) => leafText(leaf, view.blamed?.[i], view, paint)).join('');
}

function blameOf({ blamed }: ExplanationView, i: number): object {
  const blame = blamed?.[i];
  return blame === undefined ? {} : { blame: blameJson(blame) };
}

function leafText(leaf: Explanation, blame: LineBlame | undefined, view: ExplanationView, paint: Painter): string {
  const value = valueText(leaf.value, leaf.pointer, view);
  const lines = [`${paint.cyan(visibleText(leaf.pointer === '' ? '/' : leaf.pointer, 400))} = ${paint.bold(value)}`];
  const by = leaf.layer === undefined ? 'the default of the schema' : `layer ${visibleText(leaf.layer)}`;
  lines.push(`  ${paint.green('set')}      ${placeText(leaf.site)}  ${paint.dim(`${by}${ruleText(leaf)}`)}`);
  if (blame !== undefined) lines.push(`  ${paint.magenta('by')}       ${blameText(blame, paint)}`);
  for (const hop of leaf.via)
    lines.push(`  ${paint.yellow('through')}  ${placeText(hop.site)}  ${paint.dim(`$ref ${visibleText(hop.target)}`)}`);
  for (const loser of leaf.shadowed) {
    const layer = loser.layer === undefined ? '' : `  ${paint.dim(`layer ${visibleText(loser.layer)}`)}`;
    lines.push(
      repeats(leaf, loser)
        ? `  ${paint.dim('repeats')}  ${placeText(loser.site)}${layer}`
        : `  ${paint.dim('hides')}    ${placeText(loser.site)}  ${valueText(loser.value, loser.pointer, view)}${layer}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** The rule by which a value won, unless it was the first, or only says again what was there: the key of a merged element. */
function ruleText(leaf: Explanation): string {
  const [beaten] = leaf.shadowed;
  const isPlain = leaf.strategy === 'set' || leaf.strategy === 'default';
  return isPlain || (leaf.strategy === 'replace' && beaten !== undefined && repeats(leaf, beaten)) ? '' : `, ${leaf.strategy}`;
}

function repeats(leaf: Explanation, loser: Loser): boolean {
  return leaf.pointer === loser.pointer && canonicalJson(leaf.value) === canonicalJson(loser.value);
}

function valueText(value: JsonValue, pointer: string, view: ExplanationView): string {
  const text = JSON.stringify(shownValue(value, pointer, view));
  return visibleText(text, 120);
}

/** A secret, and also what a secret's place or anything above or in it held before, is not shown. */
function shownValue(value: JsonValue, pointer: string, { isSecret, schemes }: ExplanationView): JsonValue {
  if (isWithinSecret(pointer, isSecret)) return maskReference(value, schemes);
  const hidden = (at: string, part: JsonValue): boolean => isSecret(at) || isSecretReference(part, schemes);
  return hide(value, pointer, hidden, (secret) => maskReference(secret, schemes));
}

function isWithinSecret(pointer: string, isSecret: (pointer: string) => boolean): boolean {
  for (let end = pointer.lastIndexOf('/'); end >= 0; end = pointer.lastIndexOf('/', end - 1)) {
    if (isSecret(pointer.slice(0, end))) return true;
    if (end === 0) return false;
  }
  return false;
}

function placeOf(site: Site): { readonly file: string; readonly line: number; readonly column: number } {
  const { start } = locate(site);
  return { file: site.source.path, line: start.line, column: start.column };
}

function placeText(site: Site): string {
  const { file, line, column } = placeOf(site);
  return `${visibleText(file, 400)}:${line}:${column}`;
}
