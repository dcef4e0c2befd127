import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { formatPointer, parsePointer, type Pointer } from '../model/pointer.ts';
import type { Site } from '../model/source.ts';
import type { SchemaFinding } from '../schema/schema-finding.ts';

/** Where a schema says that secrets stand. */
export interface SecretPlaces {
  isSecretAt(pointer: Pointer): boolean;
}

/** What a finding of a schema must not show: a secret whole; of what merely holds one the values, so that its keys tell where it is. */
export function hiddenValues(
  finding: SchemaFinding,
  value: Site,
  places?: SecretPlaces,
): Pick<Diagnostic, 'secrets' | 'holders'> {
  if (!finding.secret) return {};
  const tokens = parsePointer(finding.pointer) ?? [];
  const above = [...tokens.keys(), tokens.length].map((length) => formatPointer(tokens.slice(0, length)));
  const isSecret = places === undefined || above.some((pointer) => places.isSecretAt(pointer));
  return isSecret ? { secrets: [value] } : { holders: [value] };
}
