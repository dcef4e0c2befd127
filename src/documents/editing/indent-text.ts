/** The lines after the first one, moved from one indentation to another. Lines that are indented less stay as they are. */
export function indentText(text: string, from: string, to: string): string {
  if (from === to) return text;
  return text.replaceAll(/(\r\n?|\n)([ \t]*)/g, (line, end: string, blanks: string) =>
    blanks.startsWith(from) ? end + to + blanks.slice(from.length) : line,
  );
}
