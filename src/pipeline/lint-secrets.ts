import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Place } from '../lint/place.ts';
import type { DocumentId } from '../model/document-id.ts';
import type { JsonValue } from '../model/json.ts';
import { formatPointer } from '../model/pointer.ts';
import type { Site } from '../model/source.ts';
import type { LintedDocument } from './lint-layers.ts';
import type { PlaceFinding } from './lint-places.ts';
import type { Workspace } from './workspace.ts';

/** Excerpts show what stands beside a place: what belongs to a secret in a document that is shown is named, to be hidden. */
export function withHiddenSecrets(
  { run }: Workspace,
  documents: ReadonlyMap<DocumentId, LintedDocument>,
  found: readonly PlaceFinding[],
): readonly PlaceFinding[] {
  const shown = new Set<DocumentId>(
    found.flatMap(({ document, shows }) => (shows === undefined ? document.id : [document.id, shows])),
  );
  const secrets: Site[] = [];
  for (const id of shown) {
    const raw = run.document(id, true);
    const schemas = [...(documents.get(id)?.schemas ?? [])];
    if (raw?.value === undefined || schemas.length === 0) continue;
    const isSecret = (lands: readonly string[]): boolean => {
      const pointer = formatPointer(lands);
      return schemas.some((schema) => schema.isSecretAt(pointer));
    };
    for (const { written } of secretPlaces(raw.value, isSecret))
      secrets.push({ source: raw.source, pointer: formatPointer(written), at: 'value' });
  }
  const [first, ...rest] = found;
  if (first === undefined || secrets.length === 0) return found;
  const finding: Diagnostic = { ...first.finding, secrets: [...(first.finding.secrets ?? []), ...secrets] };
  return [{ ...first, finding }, ...rest];
}

const directives: ReadonlySet<string> = new Set(['$replace', '$append', '$prepend', '$union']);

/** What a directive adds to an array has other places in the data; that its elements are secrets is seen all the same. */
function secretPlaces(value: JsonValue, isSecret: (lands: readonly string[]) => boolean, at?: Place): Place[] {
  const { written, lands } = at ?? { written: [], lands: [] };
  if (at !== undefined && isSecret(lands)) return [at];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]: [string, JsonValue]) => {
    const below = directives.has(key) ? lands : [...lands, key.startsWith('$$') ? key.slice(1) : key];
    return secretPlaces(part, isSecret, { written: [...written, key], lands: below });
  });
}
