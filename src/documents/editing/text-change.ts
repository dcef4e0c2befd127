/** What stands from `start` to `end` becomes `text`. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The changes do not overlap. Of two at one place, the one that comes first in the list comes first in the text. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  let changed = '';
  let from = 0;
  for (const change of changes.toSorted((a, b) => a.start - b.start)) {
    changed += text.slice(from, change.start) + change.text;
    from = change.end;
  }
  return changed + text.slice(from);
}
