import type { Files } from './memory-workspace.ts';

const mark = '◆';

export interface Marked {
  readonly files: Files;
  /** `file:line:column` of what follows each mark, in the order of the files and of their texts. */
  readonly places: readonly string[];
}

/** Texts in which a ◆ stands before each place that a test expects to be named. */
export function marked(texts: Files): Marked {
  const files: Record<string, string> = {};
  const places: string[] = [];
  for (const [path, text] of Object.entries(texts)) {
    const parts = text.split(mark);
    files[path] = parts.join('');
    for (let i = 1; i < parts.length; i++) places.push(`${path}:${lineAndColumn(parts.slice(0, i).join(''))}`);
  }
  return { files, places };
}

function lineAndColumn(before: string): string {
  const lines = before.split('\n');
  return `${lines.length}:${(lines.at(-1) as string).length + 1}`;
}
