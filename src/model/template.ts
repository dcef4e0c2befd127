/** Text with placeholders: `system/region/{region}`. */
export interface Template {
  readonly text: string;
  /** Literal text and names in turn: even places are text, odd places are names. */
  readonly parts: readonly string[];
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

/** Undefined where a brace has no partner or holds no name. */
export function parseTemplate(text: string): Template | undefined {
  if (!text.includes('{') && !text.includes('}')) return { text, parts: [text] };
  const parts = text.split(/[{}]/);
  const braces = [...text.matchAll(/[{}]/g)].map((match) => match[0]).join('');
  if (parts.length % 2 === 0 || braces !== '{}'.repeat((parts.length - 1) / 2)) return undefined;
  return parts.every((part, i) => i % 2 === 0 || NAME.test(part)) ? { text, parts } : undefined;
}

/** @returns the filled text, or the first name that has no value */
export function fillTemplate(
  template: Template,
  valueOf: (name: string) => string | undefined,
): { text: string } | { unknown: string } {
  const { parts } = template;
  if (parts.length === 1) return { text: template.text };
  let text = parts[0] as string;
  for (let i = 1; i < parts.length; i += 2) {
    const value = valueOf(parts[i] as string);
    if (value === undefined) return { unknown: parts[i] as string };
    text += value + parts[i + 1];
  }
  return { text };
}
