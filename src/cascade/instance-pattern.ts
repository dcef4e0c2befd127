import { parseTemplate } from '../model/template.ts';

interface SegmentPattern {
  /** Literal text around the captures: one more than there are names. */
  readonly literals: readonly string[];
  readonly names: readonly string[];
}

/** `apps/billing/{region}-{n}`: one segment matches one segment, a capture at least one character of it. */
export interface InstancePattern {
  readonly text: string;
  readonly segments: readonly SegmentPattern[];
}

const reserved = new Set(['app', 'name']);

export function parseInstancePattern(text: string): InstancePattern | { readonly reason: string } {
  const plain = text.startsWith('/') ? text.slice(1) : text;
  const segments: SegmentPattern[] = [];
  const seen = new Set<string>();
  for (const part of plain.split('/')) {
    const template = parseTemplate(part);
    if (template === undefined) return { reason: 'a capture is a name in braces' };
    const literals = template.parts.filter((_, i) => i % 2 === 0);
    const names = template.parts.filter((_, i) => i % 2 === 1);
    if (part === '') return { reason: 'a segment is empty' };
    if (literals.slice(1, -1).includes('')) return { reason: 'two captures need text between them' };
    for (const name of names) {
      if (reserved.has(name)) return { reason: `{${name}} has a meaning of its own` };
      if (seen.has(name)) return { reason: `{${name}} is captured twice` };
      seen.add(name);
    }
    segments.push({ literals, names });
  }
  return { text: plain, segments };
}

/** The captures, or undefined where the id does not match. Where several splits match, the earlier capture takes the most. */
export function matchInstance(pattern: InstancePattern, id: string): Map<string, string> | undefined {
  const parts = id.split('/');
  if (parts.length !== pattern.segments.length) return undefined;
  const captures = new Map<string, string>();
  for (const [i, segment] of pattern.segments.entries()) {
    if (!matchSegment(segment, parts[i] as string, captures)) return undefined;
  }
  return captures;
}

/** From the right, each capture as short as it can be: that leaves the most to the earlier ones, in linear time. */
function matchSegment(segment: SegmentPattern, text: string, captures: Map<string, string>): boolean {
  const { literals, names } = segment;
  const [first, last] = [literals[0] as string, literals.at(-1) as string];
  if (names.length === 0) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let end = text.length - last.length;
  for (let i = names.length - 1; i > 0; i--) {
    const literal = literals[i] as string;
    const at = text.lastIndexOf(literal, end - 1 - literal.length);
    if (at < 0 || end - at - literal.length < 1) return false;
    captures.set(names[i] as string, text.slice(at + literal.length, end));
    end = at;
  }
  if (end <= first.length) return false;
  captures.set(names[0] as string, text.slice(first.length, end));
  return true;
}
