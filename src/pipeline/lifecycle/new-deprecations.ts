import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { deepEqual, type JsonValue } from '../../model/json.ts';
import { parsePointer, valueAt } from '../../model/pointer.ts';
import { siteOf, traceAt, type Trace } from '../../model/provenance.ts';
import type { CompiledApp } from '../compiled-app.ts';
import type { DocumentPair } from '../effective/document-pair.ts';
import { mergeKeys } from '../effective/merge-keys.ts';
import { partsOf } from '../effective/trace-parts.ts';
import { locateSchemaFinding } from '../locate-schema-finding.ts';
import { Counterparts } from './counterpart.ts';

/**
 * Deprecated fields of an app that were not there before, or that a document which changed sets anew. A default brings none in:
 * that is nobody's doing. Where the earlier version has no data, only what is written anew is known to be new.
 *
 * @param before with provenance; undefined for an app that is new
 * @param after with provenance
 * @param base what people call the base
 */
export function newDeprecations(
  before: CompiledApp | undefined,
  after: CompiledApp,
  documents: DocumentPair,
  base: string,
): Diagnostic[] {
  const { data, trace, schema, plan } = after;
  if (data === undefined || trace === undefined || schema?.hasDeprecations !== true) return [];
  const placeBefore = placesBefore(before, after);
  const found: Diagnostic[] = [];
  for (const finding of schema.findings(data, { environment: plan.variables.get('environment') })) {
    const tokens = parsePointer(finding.pointer) ?? [];
    const at = traceAt(trace, tokens);
    if (finding.code !== 'schema/deprecated' || at.strategy === 'default') continue;
    const old = placeBefore(tokens);
    if (old !== undefined && (isSame(old, valueAt(data, tokens), at) || !isWrittenAnew(at, documents))) continue;
    const located = locateSchemaFinding(finding, trace, schema);
    const args = { note: String(finding.args['note'] ?? ''), base, written: old !== undefined };
    const hint = 'Leave it out, or accept it with --allow-deprecated';
    const { site, related } = located;
    const told = diagnostic('lifecycle/newly-deprecated', args, { site, related, hint });
    found.push({ ...located, ...told, secrets: located.secrets });
  }
  return found;
}

/** A value of the earlier version; nothing is known of one without data. */
interface Before {
  readonly value: JsonValue | undefined;
  readonly trace: Trace | undefined;
}

/** What the earlier version has at a place of the later one; undefined where nothing is there. */
function placesBefore(before: CompiledApp | undefined, after: CompiledApp): (tokens: readonly string[]) => Before | undefined {
  if (before === undefined || after.data === undefined) return () => undefined;
  const { data, trace } = before;
  if (data === undefined) return () => ({ value: undefined, trace: undefined });
  const counterparts = new Counterparts(after.data, data, mergeKeys(before, after));
  return (tokens) => {
    const there = counterparts.of(tokens);
    return 'missing' in there ? undefined : { value: there.value, trace: trace && traceAt(trace, there.tokens) };
  };
}

/** The same value out of the same document: an element that only stands at another place. */
function isSame({ value, trace }: Before, now: JsonValue | undefined, { origin }: Trace): boolean {
  if (value === undefined || now === undefined || trace === undefined) return false;
  return (
    deepEqual(value, now) && trace.origin.source.path === origin.source.path && trace.origin.via.length === origin.via.length
  );
}

function isWrittenAnew(trace: Trace, documents: DocumentPair): boolean {
  for (const { origin } of partsOf(trace)) {
    if (documents.differsAt(siteOf(origin), 'head')) return true;
    if (origin.via.some(({ site }) => documents.differsAt(site, 'head'))) return true;
  }
  return false;
}
