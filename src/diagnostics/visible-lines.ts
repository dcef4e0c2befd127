import { visibleText } from './visible-text.ts';

/** A text of many lines, such as JSON, as a terminal may be given it: what could give the terminal orders is spelt as escapes. */
export function visibleLines(text: string): string {
  return text
    .split('\n')
    .map((line) => visibleText(line, Infinity))
    .join('\n');
}
