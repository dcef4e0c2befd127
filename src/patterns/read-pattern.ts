import { RegExpParser, visitRegExpAST, type AST } from '@eslint-community/regexpp';

/** Both keep a hostile pattern from costing more than it can be worth; real ones stay far below. */
const MAX_LENGTH = 65_536;
const MAX_DEPTH = 100;

export interface ReadPattern {
  readonly ok: true;
  readonly tree: AST.Pattern;
  /** Valid under the flag u, same language; its groups capture nothing, so that no engine has to keep account of them. */
  readonly source: string;
  readonly lookaround: boolean;
  readonly backreference: boolean;
}

export interface Refusal {
  readonly ok: false;
  /** A clause that goes on from "the pattern cannot be used: ". */
  readonly reason: string;
  /** What to do about it: starts with a verb. */
  readonly hint: string;
}

const CORRECT = 'Correct the pattern; where a sign is meant as it stands, escape it: \\( for (, \\[ for [';

/** Escapes of other dialects that have a counterpart. */
const COUNTERPARTS: Readonly<Record<string, string>> = { '\\A': '^', '\\Z': '$', '\\z': '$', '\\h': '[ \\t]' };

/**
 * Reads a pattern as ECMA-262 with the flag u. Where that fails it reads it as without the flag and writes it anew for the
 * flag, since most patterns out there escape more than u allows (`\-`, `\_`, `[\w-.]`). An escaped letter or digit that means
 * nothing (`\A`, `\Z`, `\h`) is refused: it comes from another dialect, where it does mean something.
 */
export function readPattern(pattern: string): ReadPattern | Refusal {
  if (pattern.length > MAX_LENGTH)
    return { ok: false, reason: `it is longer than ${MAX_LENGTH} characters`, hint: 'Shorten the pattern' };
  if (depthOf(pattern) > MAX_DEPTH)
    return { ok: false, reason: `its groups are nested more than ${MAX_DEPTH} deep`, hint: 'Nest the groups less deep' };
  const strict = parse(pattern, true);
  if (typeof strict !== 'string') return describe(strict, pattern);
  const loose = parse(pattern, false);
  if (typeof loose === 'string') return malformed(strict);
  const anew = writeForUnicode(loose);
  if ('foreign' in anew) return ofOtherDialect(anew.foreign) ?? malformed(strict);
  const tree = parse(anew.source, true);
  return typeof tree === 'string' ? malformed(strict) : describe(tree, anew.source);
}

function malformed(reason: string): Refusal {
  return { ok: false, reason, hint: CORRECT };
}

/** How deep parentheses nest; an over-estimate where they stand in classes. */
function depthOf(pattern: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i];
    if (char === '\\') i++;
    else if (char === '(') deepest = Math.max(deepest, ++depth);
    else if (char === ')') depth--;
  }
  return deepest;
}

/** The tree, or what is wrong. */
function parse(pattern: string, unicode: boolean): AST.Pattern | string {
  const parser = new RegExpParser({ ecmaVersion: 2022 });
  try {
    return parser.parsePattern(pattern, 0, pattern.length, { unicode });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return `it is not well formed (${error.message.slice(error.message.lastIndexOf(': ') + 2)})`;
  }
}

function describe(tree: AST.Pattern, text: string): ReadPattern {
  const groups: AST.CapturingGroup[] = [];
  let lookaround = false;
  let backreference = false;
  visitRegExpAST(tree, {
    onCapturingGroupEnter: (node) => void groups.push(node),
    onAssertionEnter: (node) => {
      if (node.kind === 'lookahead' || node.kind === 'lookbehind') lookaround = true;
    },
    onBackreferenceEnter: () => {
      backreference = true;
    },
  });
  const openings = groups.map((group) => ({
    start: group.start,
    end: group.name === null ? group.start + 1 : text.indexOf('>', group.start) + 1,
    text: '(?:',
  }));
  return { ok: true, tree, source: backreference ? text : splice(text, openings), lookaround, backreference };
}

/** Fails where the reading without the flag would rest on a rule that nobody means: an octal escape, a letter escaped in vain. */
function writeForUnicode(tree: AST.Pattern): { source: string } | { foreign: string } {
  const spellings: { start: number; end: number; text: string }[] = [];
  let foreign: string | undefined;
  visitRegExpAST(tree, {
    onCharacterEnter: (node) => {
      if (isForeign(node)) foreign ??= node.raw;
      spellings.push({ start: node.start, end: node.end, text: spell(node.value) });
    },
  });
  return foreign === undefined ? { source: splice(tree.raw, spellings) } : { foreign };
}

function isForeign(node: AST.Character): boolean {
  if (node.value >= 0xd800 && node.value <= 0xdfff) return true;
  if (!node.raw.startsWith('\\')) return false;
  return !/^\\(?:[fnrtvb]|0|c[a-zA-Z]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|[^a-zA-Z\d])$/.test(node.raw);
}

function ofOtherDialect(escape: string): Refusal | undefined {
  if (!/^\\[a-zA-Z\d]/.test(escape) || /^\\[pPuk]/.test(escape)) return undefined;
  const counterpart = COUNTERPARTS[escape];
  const hint = counterpart === undefined ? `Write ${escape.slice(1)} if that is meant` : `Write ${counterpart} for it`;
  return { ok: false, reason: `${escape} means nothing in an ECMA-262 pattern`, hint };
}

function spell(char: number): string {
  const text = String.fromCharCode(char);
  return /^\w$/.test(text) ? text : `\\u${char.toString(16).padStart(4, '0')}`;
}

function splice(text: string, edits: readonly { start: number; end: number; text: string }[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  return parts.join('') + text.slice(at);
}
