import type { Source } from '../../model/source.ts';
import { childOf, type LayoutNode } from '../layout.ts';
import { layoutOf } from '../source-index.ts';
import { lineIndent } from '../text-lines.ts';
import type { EditStep } from './edit-step.ts';
import type { LaidOutText } from './entry-extent.ts';
import { entryStart } from './entry-extent.ts';
import { insertEntry } from './insert-entry.ts';
import { printValue } from './print-value.ts';
import { removeEntry } from './remove-entry.ts';
import { applyChanges, type TextChange } from './text-change.ts';
import { textStyle } from './text-style.ts';

/** One step, made in JSON5 or JSON text. */
export function editJson5(source: Source, step: EditStep): string {
  return applyChanges(source.text, changesOf(source, step));
}

function changesOf(source: Source, step: EditStep): readonly TextChange[] {
  const { text } = source;
  const laidOut: LaidOutText = { text, layout: layoutOf(source) };
  const route = routeTo(laidOut, step.path);
  const node = route.at(-1) as LayoutNode;
  const style = textStyle(text, laidOut.layout, source.format);
  const oneLine = route.slice(0, -1).some((outer) => isOneLine(text, outer));
  if (step.op === 'replace') {
    const { start, end } = node;
    return [{ start, end, text: printValue(step.value, style, oneLine ? undefined : lineIndent(text, entryStart(node))) }];
  }
  const { at } = step;
  const index = typeof at === 'number' ? at : node.children.findIndex((child) => child.key === at);
  if (step.op === 'remove') return removeEntry(laidOut, node, index);
  const key = typeof at === 'number' ? undefined : at;
  const position = typeof at === 'number' ? at : node.children.length;
  return insertEntry(laidOut, node, position, { key, value: step.value }, style, oneLine);
}

/** The nodes from the root to the one that a path leads to. */
function routeTo({ layout }: LaidOutText, path: readonly string[]): readonly LayoutNode[] {
  const route = [layout.root as LayoutNode];
  for (const token of path) route.push(childOf(route.at(-1) as LayoutNode, token) as LayoutNode);
  return route;
}

function isOneLine(text: string, { start, end }: LayoutNode): boolean {
  return !/[\n\r]/.test(text.slice(start, end));
}
