import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { lastSegment, type DocumentId } from '../../model/document-id.ts';
import type { Pointer } from '../../model/pointer.ts';
import { dialectOf } from '../dialects/dialects.ts';
import type { SchemaLookup } from '../schema-lookup.ts';
import { Consulted } from './consulted.ts';
import { readSchema } from './read-schema.ts';
import { linkPart, type Links } from './link-part.ts';
import type { Target } from './resolve-reference.ts';
import { scanStray } from './scan-document.ts';
import type { ReferenceUse, SchemaDocument, SchemaPart } from './schema-document.ts';

export type Loaded =
  | { readonly document: SchemaDocument }
  | { readonly missing: true }
  | { readonly broken: true }
  | { readonly problems: readonly Diagnostic[] };

const METASCHEMA = /^https?:\/\/json-schema\.org\/draft/;
const VERSION = /^v\d+(?:\.\d+){0,2}$/;

/** The schema documents of a workspace, each read once, and the meta-schemas of the drafts. */
export class SchemaLibrary {
  readonly lookup: SchemaLookup;
  readonly #loaded = new Map<DocumentId, Loaded>();
  readonly #metaschemas = new Map<string, SchemaDocument>();
  readonly #links = new Map<SchemaPart, Links>();
  readonly #strays = new Map<string, SchemaPart>();
  readonly #targets = new Map<string, Target>();
  #identified: Map<string, SchemaDocument[]> | undefined;

  constructor(lookup: SchemaLookup) {
    this.lookup = lookup;
  }

  /** Accepts a family, which stands for its newest version, as long as it has any. */
  locate(id: DocumentId, consulted: Consulted): Loaded {
    if (VERSION.test(lastSegment(id))) return this.load(id, consulted);
    consulted.family(id);
    const newest = this.lookup.versions(id).at(-1);
    return this.load((newest === undefined ? id : `${id}/v${newest}`) as DocumentId, consulted);
  }

  load(id: DocumentId, consulted: Consulted): Loaded {
    consulted.document(id);
    const known = this.#loaded.get(id);
    if (known !== undefined) return known;
    const found = this.lookup.document(id);
    const loaded = 'source' in found ? readSchema(id, found.source, found.value) : found;
    this.#loaded.set(id, loaded);
    return loaded;
  }

  /** Documents that state a URI as the identifier of their root or of a part. Reads every schema of the workspace once. */
  identified(uri: string, consulted: Consulted): readonly SchemaDocument[] {
    consulted.everything();
    this.#identified ??= this.#indexIdentifiers();
    return this.#identified.get(uri) ?? [];
  }

  /** Whether a reference named a meta-schema before they were there. */
  lacksMetaschemas = false;

  /** Whatever was linked without them has to be linked again. */
  addMetaschemas(documents: Iterable<SchemaDocument>): void {
    for (const document of documents) this.#metaschemas.set(document.uri, document);
    this.lacksMetaschemas = false;
    this.#links.clear();
  }

  metaschema(uri: string): SchemaDocument | undefined {
    this.lacksMetaschemas ||= this.#metaschemas.size === 0 && METASCHEMA.test(uri);
    return this.#metaschemas.get(dialectOf(uri)?.uri ?? uri);
  }

  linksOf(part: SchemaPart): Links {
    let links = this.#links.get(part);
    if (links === undefined) {
      links = linkPart(part, this);
      this.#links.set(part, links);
    }
    return links;
  }

  /** Remembers what a reference names, and tells which part of a document holds it. */
  link(use: ReferenceUse, target: Target): SchemaPart {
    const { document } = target.resource;
    this.#targets.set(keyOf(use.resource.document, use.keyword, use.pointer), target);
    if (document.whole.schemas.has(target.pointer)) return document.whole;
    const key = `${document.uri}#${target.pointer}`;
    const known = this.#strays.get(key);
    if (known !== undefined) return known;
    const stray = scanStray(target);
    this.#strays.set(key, stray);
    return stray;
  }

  /** Only for references of linked parts; undefined where what is named was not found. */
  target(document: SchemaDocument, keyword: ReferenceUse['keyword'], pointer: Pointer): Target | undefined {
    return this.#targets.get(keyOf(document, keyword, pointer));
  }

  #indexIdentifiers(): Map<string, SchemaDocument[]> {
    const unrecorded = new Consulted();
    const identified = new Map<string, SchemaDocument[]>();
    for (const id of this.lookup.all()) {
      const loaded = this.load(id, unrecorded);
      if (!('document' in loaded)) continue;
      const { document } = loaded;
      for (const { uri } of document.resources) {
        if (uri !== document.uri) identified.set(uri, [...(identified.get(uri) ?? []), document]);
      }
    }
    return identified;
  }
}

function keyOf(document: SchemaDocument, keyword: string, pointer: Pointer): string {
  return `${keyword} ${document.uri}#${pointer}`;
}
