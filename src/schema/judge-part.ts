import { diagnostic, messageOf, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { isArray, isObject, type JsonValue } from '../model/json.ts';
import { childPointer, parsePointer, valueAt, type Pointer } from '../model/pointer.ts';
import type { Dialect } from './dialects/dialect.ts';
import { resourceAt } from './index/resource-at.ts';
import type { Resource, SchemaPart } from './index/schema-document.ts';
import type { CompiledPattern } from '../patterns/compile-pattern.ts';
import type { PatternRoom } from './pattern-room.ts';
import type { SchemaFinding } from './schema-finding.ts';

/** What the meta-schema of a draft says about a schema. */
export type MetaJudge = (dialect: Dialect, schema: JsonValue) => readonly SchemaFinding[];

/** What keeps a part of a schema document from being compiled: it is no schema of its draft, or a pattern cannot be run. */
export function judgePart(
  part: SchemaPart,
  metaJudge: MetaJudge,
  compilePattern: (pattern: string) => CompiledPattern,
  room: PatternRoom,
): Diagnostic[] {
  return [...judgeByMetaschema(part, metaJudge), ...judgePatterns(part, compilePattern, room)];
}

/** A resource of another draft inside the document is judged by its own meta-schema. */
function judgeByMetaschema(part: SchemaPart, metaJudge: MetaJudge): Diagnostic[] {
  const { document, pointer } = part;
  const foreign = document.resources.filter((resource) => isForeign(resource) && resource.pointer.startsWith(`${pointer}/`));
  const skipped = new Set(foreign.map((resource) => resource.pointer));
  const roots = [{ pointer, dialect: resourceAt(document, pointer).dialect }, ...foreign];
  return roots.flatMap(({ pointer: at, dialect }) => {
    const value = valueAt(document.value, parsePointer(at) ?? []) as JsonValue;
    const findings = metaJudge(dialect, skipped.size === 0 ? value : without(value, at, skipped));
    return findings.map((finding) => {
      const site = document.siteOf(at + finding.pointer, finding.at);
      const args = { draft: dialect.draft, reason: messageOf(finding) };
      return diagnostic('schema/invalid', args, { site, hint: finding.hint });
    });
  });
}

function isForeign({ document, pointer, dialect }: Resource): boolean {
  return pointer !== '' && resourceAt(document, pointer.slice(0, pointer.lastIndexOf('/'))).dialect !== dialect;
}

/** The places below `pointer` that are to be skipped, emptied. */
function without(value: JsonValue, pointer: Pointer, skipped: ReadonlySet<Pointer>): JsonValue {
  const part = (key: string | number, each: JsonValue): JsonValue => {
    const at = childPointer(pointer, key);
    return skipped.has(at) ? {} : without(each, at, skipped);
  };
  if (isArray(value)) return value.map((each, i) => part(i, each));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.keys(value).map((key) => [key, part(key, value[key] as JsonValue)]));
}

function judgePatterns(
  { document, patterns }: SchemaPart,
  compilePattern: (pattern: string) => CompiledPattern,
  room: PatternRoom,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const { pattern, pointer, at } of patterns) {
    const site = document.siteOf(pointer, at);
    if (room.isFull) {
      const hint = 'Write the patterns of this document more simply, or move parts of it into other documents';
      const reason = 'with those before it, it takes more work to prepare than there is room for';
      return [...found, diagnostic('schema/pattern-refused', { pattern, reason }, { site, hint })];
    }
    const compiled = compilePattern(pattern);
    room.charge(pattern, compiled);
    if (!compiled.ok)
      found.push(diagnostic('schema/pattern-refused', { pattern, reason: compiled.reason }, { site, hint: compiled.hint }));
  }
  return found;
}
