/** The text with what stands between `<!-- NAME -->` and `<!-- /NAME -->` replaced. */
export function withGenerated(text: string, name: string, content: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [start, end] = [text.indexOf(open), text.indexOf(close)];
  if (start < 0 || end < start) throw new Error(`the page has no ${open} … ${close}`);
  return `${text.slice(0, start + open.length)}\n\n${content}\n${text.slice(end)}`;
}
