import type { DocumentId } from '../../src/model/document-id.ts';
import { compareKeys } from '../../src/model/canonical-json.ts';
import type { JsonValue } from '../../src/model/json.ts';
import { nearestNames } from '../../src/model/nearest-names.ts';
import type { Site, Source } from '../../src/model/source.ts';
import type { LookedUp, SchemaLookup } from '../../src/schema/schema-lookup.ts';

/** A workspace of schemas that exists only in a test: texts, or values that are written as JSON, by id. */
export class MemoryLookup implements SchemaLookup {
  readonly asked: string[] = [];
  readonly #documents = new Map<string, { source: Source; value: JsonValue } | 'broken'>();

  constructor(schemas: Readonly<Record<string, JsonValue | 'broken'>>) {
    for (const [id, value] of Object.entries(schemas)) this.add(id, value);
  }

  add(id: string, value: JsonValue | 'broken'): void {
    const source: Source = { path: `${id}.json`, format: 'json', text: JSON.stringify(value, null, 2) };
    this.#documents.set(id, value === 'broken' ? value : { source, value });
  }

  document(id: DocumentId): LookedUp {
    this.asked.push(id);
    const found = this.#documents.get(id);
    if (found === undefined) return { missing: true };
    return found === 'broken' ? { broken: true } : found;
  }

  versions(family: DocumentId): readonly string[] {
    const versions = [...this.#documents.keys()]
      .filter((id) => id.startsWith(`${family}/v`) && /^v[\d.]+$/.test(id.slice(family.length + 1)))
      .map((id) => id.slice(family.length + 2));
    return versions.sort((a, b) => Number(a) - Number(b) || compareKeys(a, b));
  }

  nearest(text: string): readonly string[] {
    return nearestNames(text, this.#documents.keys());
  }

  all(): readonly DocumentId[] {
    return [...this.#documents.keys()].sort(compareKeys) as DocumentId[];
  }

  fingerprint(): string {
    return JSON.stringify([...this.#documents].map(([id, found]) => [id, found === 'broken' ? found : found.source.text]));
  }

  idAt(path: string): DocumentId | undefined {
    return path.startsWith('schemas/') || path.startsWith('configs/') ? (path.replace(/\.\w+$/, '') as DocumentId) : undefined;
  }
}

/** Where an app's config names its schema. */
export const fromConfig: Site = {
  source: { path: 'configs/apps/billing/eu-1/config.json5', format: 'json5', text: '' },
  pointer: '/$schema',
  at: 'value',
};
