import { firstLine, hookScript, lastLine, specLine } from './hook-script.ts';
import { readSpec, type HookSpec } from './hook-spec.ts';

/** A hook that has our lines. All texts here have one character for each byte. */
export interface OurHook {
  readonly spec: HookSpec;
  /** Ours, as they stand there. */
  readonly lines: string;
  /** What stands around them; the line break that was put in front of them is taken away. */
  readonly before: string;
  readonly after: string;
}

/** `damaged`: there are lines of ours, and it is not clear which. */
export function findOurs(text: string): OurHook | 'damaged' | undefined {
  const start = lineAt(text, firstLine, 0);
  const end = start < 0 ? -1 : lineAt(text, lastLine, start);
  if (start < 0) return lineAt(text, lastLine, 0) < 0 ? undefined : 'damaged';
  if (end < 0 || lineAt(text, firstLine, start + 1) >= 0 || lineAt(text, lastLine, end + 1) >= 0) return 'damaged';
  const stop = afterLine(text, end);
  const lines = text.slice(start, stop);
  const written = lines.split(/\r?\n/)[1] ?? '';
  const spec = written.startsWith(specLine) ? readSpec(written.slice(specLine.length)) : undefined;
  if (spec === undefined) return 'damaged';
  const before = text.slice(0, start);
  // All line ends may have become those of Windows, ours among them.
  const gap = lines.includes('\r\n') ? /\r?\n$/ : /\n$/;
  return { spec, lines, before: spec.gap === true ? before.replace(gap, '') : before, after: text.slice(stop) };
}

/** Whether our lines are what this version would write for the same. */
export function isCurrent({ spec, lines }: OurHook): boolean {
  return lines === bytesOf(hookScript(spec));
}

/** A hook of ours alone. */
export function newHook(spec: HookSpec): string {
  return shebang + bytesOf(hookScript(spec));
}

/** Behind the line that says which shell it is: no `exit` and no `exec` of the hook comes before ours. */
export function withOursFirst(text: string, spec: HookSpec): string {
  const at = text.startsWith('#!') ? afterLine(text, 0) : 0;
  return withOurs(text.slice(0, at), text.slice(at), spec);
}

/** Where what comes before may still change what is staged. */
export function withOursLast(text: string, spec: HookSpec): string {
  return withOurs(text, '', spec);
}

/** The same hook with other lines of ours. */
export function withOthers({ before, after }: OurHook, spec: HookSpec): string {
  return before + (spec.gap === true ? '\n' : '') + bytesOf(hookScript(spec)) + after;
}

/** @returns undefined where nothing is left that somebody else wrote */
export function withoutOurs({ spec, before, after }: OurHook): string | undefined {
  const rest = before + after;
  return spec.created === true && rest.replace('\r\n', '\n') === shebang ? undefined : rest;
}

const shebang = '#!/bin/sh\n';

function withOurs(before: string, after: string, spec: HookSpec): string {
  const gap = before !== '' && !before.endsWith('\n');
  return withOthers({ spec, lines: '', before, after }, gap ? { ...spec, gap } : spec);
}

/** Where a line begins that starts with a text, from a place on. */
function lineAt(text: string, start: string, from: number): number {
  if (from === 0 && text.startsWith(start)) return 0;
  const at = text.indexOf(`\n${start}`, Math.max(0, from - 1));
  return at < 0 ? -1 : at + 1;
}

function afterLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

function bytesOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
