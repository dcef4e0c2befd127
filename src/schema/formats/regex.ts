/** As long as patterns of schemas may be. */
const MAX_LENGTH = 65_536;
const ESCAPE = /\\(?:([pP]\{[\w=]*\})|[^])/g;

/** The names of Unicode properties are a few hundred; only those that exist are kept. */
const properties = new Set<string>();

/**
 * ECMA-262, with the flag u or without it, which lets more escapes pass. The engine reads most patterns in the time of their
 * length, but spreads out the characters of every property: thousands of `\p{L}` take it seconds. So each property is
 * looked at once, and another class stands for it in the pattern.
 */
export function isRegex(text: string): boolean {
  if (text.length > MAX_LENGTH) return false;
  return compiles(withoutProperties(text), 'u') || compiles(text, '');
}

/** A property that does not exist stays, for the engine to refuse. */
function withoutProperties(text: string): string {
  return text.replace(ESCAPE, (escape, property: string | undefined) =>
    property !== undefined && isProperty(property) ? String.raw`\d` : escape,
  );
}

function isProperty(property: string): boolean {
  if (properties.has(property)) return true;
  const exists = compiles(`\\${property}`, 'u');
  if (exists) properties.add(property);
  return exists;
}

function compiles(text: string, flags: string): boolean {
  try {
    return new RegExp(text, flags) instanceof RegExp;
  } catch {
    return false;
  }
}
