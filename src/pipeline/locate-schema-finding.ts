import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { parsePointer } from '../model/pointer.ts';
import { siteOfTrace, traceAt, type Trace } from '../model/provenance.ts';
import type { SchemaFinding } from '../schema/schema-finding.ts';
import { hiddenValues, type SecretPlaces } from './hidden-values.ts';

/**
 * A finding on resolved data belongs to the line of the layer that set the value.
 *
 * @param places of the schema; without them a value that may hold a secret is hidden as a whole
 */
export function locateSchemaFinding(finding: SchemaFinding, trace: Trace, places?: SecretPlaces): Diagnostic {
  const at = traceAt(trace, parsePointer(finding.pointer) ?? []);
  const site = siteOfTrace(at, finding.at);
  const hops = at.origin.via.map((hop) => ({ site: hop.site, message: `reached through ${hop.target}` }));
  const schema = finding.schemaSite === undefined ? [] : [{ site: finding.schemaSite, message: 'the schema says so here' }];
  return {
    code: finding.code,
    severity: finding.severity,
    args: finding.args,
    site,
    related: [...hops, ...schema],
    hint: finding.hint,
    ...hiddenValues(finding, siteOfTrace(at, 'value'), places),
  };
}
