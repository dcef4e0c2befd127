/** A comment in front of a declaration or a member; nothing for no lines. Text of a schema cannot end it. */
export function docComment(lines: readonly string[], indent: string): string {
  const safe = lines.flatMap((line) => line.split(/[\r\n\u2028\u2029]+/)).map(safeLine);
  const [only, ...more] = safe;
  if (only === undefined) return '';
  if (more.length === 0) return `${indent}/** ${only} */\n`;
  return `${indent}/**\n${safe.map((line) => `${indent} *${line === '' ? '' : ` ${line}`}\n`).join('')}${indent} */\n`;
}

/** `@` would begin a tag, and control characters could do anything to a terminal. */
function safeLine(line: string): string {
  return line
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, ' ')
    .replaceAll('*/', '*\\/')
    .trim();
}
