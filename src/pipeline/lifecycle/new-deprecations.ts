import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { parsePointer } from '../../model/pointer.ts';
import { siteOf, traceAt, type Trace } from '../../model/provenance.ts';
import type { CompiledApp } from '../app-compiler.ts';
import type { DocumentPair } from '../effective/document-pair.ts';
import { mergeKeys } from '../effective/merge-keys.ts';
import { partsOf } from '../effective/trace-parts.ts';
import { locateSchemaFinding } from '../locate-schema-finding.ts';
import { Counterparts } from './counterpart.ts';

/**
 * Deprecated fields of an app that were not there before, or that a document which changed sets anew. A default brings none in:
 * that is nobody's doing. Where the earlier version has no data, only what is written anew is known to be new.
 *
 * @param before undefined for an app that is new
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
  const isThere = placesBefore(before, after);
  const found: Diagnostic[] = [];
  for (const finding of schema.findings(data, { environment: plan.variables.get('environment') })) {
    const tokens = parsePointer(finding.pointer) ?? [];
    const at = traceAt(trace, tokens);
    if (finding.code !== 'schema/deprecated' || at.strategy === 'default') continue;
    const written = isThere(tokens);
    if (written && !isWrittenAnew(at, documents)) continue;
    const located = locateSchemaFinding(finding, trace, schema);
    const args = { note: String(finding.args['note'] ?? ''), base, written };
    const hint = 'Leave it out, or accept it with --allow-deprecated';
    const { site, related } = located;
    const told = diagnostic('lifecycle/newly-deprecated', args, { site, related, hint });
    found.push({ ...located, ...told, secrets: located.secrets });
  }
  return found;
}

/** Whether the earlier version has what is at a place of the later one. */
function placesBefore(before: CompiledApp | undefined, after: CompiledApp): (tokens: readonly string[]) => boolean {
  if (before === undefined || after.data === undefined) return () => false;
  if (before.data === undefined) return () => true;
  const counterparts = new Counterparts(after.data, before.data, mergeKeys(before, after));
  return (tokens) => !('missing' in counterparts.of(tokens));
}

function isWrittenAnew(trace: Trace, documents: DocumentPair): boolean {
  for (const { origin } of partsOf(trace)) {
    if (documents.differsAt(siteOf(origin), 'head')) return true;
    if (origin.via.some(({ site }) => documents.differsAt(site, 'head'))) return true;
  }
  return false;
}
