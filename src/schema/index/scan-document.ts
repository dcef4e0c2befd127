import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { DocumentId } from '../../model/document-id.ts';
import { isObject, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import { childPointer, type Pointer } from '../../model/pointer.ts';
import type { Site, Source } from '../../model/source.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { dialectOf } from '../dialects/dialects.ts';
import { checkBesideReference, checkConfmanKeywords } from './check-confman-keywords.ts';
import { mentionsInheritedName } from './inherited-names.ts';
import { resolveUri, splitFragment } from './resolve-uri.ts';
import type { Target } from './resolve-reference.ts';
import type { PatternUse, ReferenceUse, Resource, SchemaDocument, SchemaPart, SchemaTraits } from './schema-document.ts';
import { subschemasOf } from './subschemas.ts';

export interface ScanInput {
  readonly uri: string;
  readonly id: DocumentId | undefined;
  readonly source: Source;
  readonly value: JsonValue;
  readonly dialect: Dialect;
  /** What was found before, reading the file. */
  readonly problems?: readonly Diagnostic[] | undefined;
  /** Where a pointer of `value` stands in the file, for schemas that were imported from another format. */
  readonly origin?: ((pointer: Pointer) => Pointer) | undefined;
}

/** Keywords whose absence spares work. */
const annotations: readonly (readonly [string, keyof SchemaTraits])[] = [
  ['x-confman-allowed-environments', 'environments'],
  ['x-confman-secret-ref', 'secrets'],
  ['x-confman-merge', 'merges'],
  ['x-confman-deprecated', 'deprecations'],
  ['x-confman-immutable', 'lifecycles'],
  ['x-confman-rotation-days', 'lifecycles'],
  ['default', 'defaults'],
];

const renameOne = 'Rename one of the two';

type Open<T> = { -readonly [K in keyof T]: T[K] };

interface OpenResource extends Resource {
  readonly anchors: Map<string, Pointer>;
  readonly dynamicAnchors: Map<string, Pointer>;
}

interface Scan extends SchemaPart {
  readonly schemas: Set<Pointer>;
  readonly telling: Set<Pointer>;
  readonly references: ReferenceUse[];
  readonly patterns: PatternUse[];
  readonly problems: Diagnostic[];
  readonly traits: Open<SchemaTraits>;
  readonly resources: OpenResource[];
  /** Where each identifier is stated. */
  readonly uris: Map<string, Site>;
  /** Identifiers outside of all known keywords are none. */
  readonly stray: boolean;
}

/** Finds everything in a schema document that has an address or needs one. Cheap: nothing is compiled or loaded. */
export function scanDocument(input: ScanInput): SchemaDocument {
  const { uri, id, source, value, origin = (pointer: Pointer) => pointer } = input;
  const siteOf = (pointer: Pointer, at: Site['at'] = 'value'): Site => ({ source, pointer: origin(pointer), at });
  const document = { uri, id, source, value, siteOf } as Open<SchemaDocument>;
  const scan = openScan(document, '', false);
  scan.problems.push(...(input.problems ?? []));
  document.whole = scan;
  document.resources = scan.resources;
  visit(scan, value, '', openRoot(scan, input));
  return document;
}

/** Scans a schema that a reference found in a place where no known keyword has one, such as `#/components/Port`. */
export function scanStray({ resource, pointer, value }: Pick<Target, 'resource' | 'pointer' | 'value'>): SchemaPart {
  const scan = openScan(resource.document, pointer, true);
  visit(scan, value, pointer, resource as OpenResource);
  return scan;
}

function openScan(document: SchemaDocument, pointer: Pointer, stray: boolean): Scan {
  return {
    document,
    pointer,
    stray,
    schemas: new Set(),
    telling: new Set(),
    references: [],
    patterns: [],
    problems: [],
    traits: {
      inheritedNames: false,
      dynamic: false,
      environments: false,
      secrets: false,
      defaults: false,
      deprecations: false,
      lifecycles: false,
      merges: false,
    },
    resources: [],
    uris: new Map(),
  };
}

/** @returns whether the schema refers to others or annotates something, itself or further in */
function visit(scan: Scan, schema: JsonValue, pointer: Pointer, outer: OpenResource): boolean {
  scan.schemas.add(pointer);
  if (!isObject(schema)) return false;
  const alone = standsAlone(schema, outer.dialect);
  const resource = alone ? outer : ownResource(scan, schema, pointer, outer);
  let tells = noteReferences(scan, schema, pointer, resource);
  if (alone) scan.problems.push(...checkBesideReference(schema, pointer, scan.document));
  else if (noteKeywords(scan, schema, pointer, resource)) tells = true;
  for (const { tokens, value, applicator } of subschemasOf(schema, resource.dialect)) {
    if (alone && applicator.reach !== 'nowhere') continue;
    if (visit(scan, value, tokens.reduce(childPointer, pointer), resource)) tells = true;
  }
  if (tells) scan.telling.add(pointer);
  return tells;
}

function noteReferences(scan: Scan, schema: JsonObject, pointer: Pointer, resource: OpenResource): boolean {
  let found = false;
  for (const keyword of resource.dialect.referenceKeywords) {
    const text = member(schema, keyword);
    if (typeof text !== 'string') continue;
    scan.references.push({ keyword, text, pointer, resource });
    scan.traits.dynamic ||= keyword !== '$ref';
    found = true;
  }
  return found;
}

/** @returns whether the schema annotates something */
function noteKeywords(scan: Scan, schema: JsonObject, pointer: Pointer, resource: OpenResource): boolean {
  const { pattern, patternProperties } = schema;
  if (typeof pattern === 'string') scan.patterns.push({ pattern, pointer: childPointer(pointer, 'pattern'), at: 'value' });
  if (isObject(patternProperties)) {
    const holder = childPointer(pointer, 'patternProperties');
    for (const key of Object.keys(patternProperties)) {
      scan.patterns.push({ pattern: key, pointer: childPointer(holder, key), at: 'key' });
    }
  }
  scan.traits.inheritedNames ||= mentionsInheritedName(schema);
  scan.problems.push(...checkConfmanKeywords(schema, pointer, scan.document));
  if (!scan.stray) noteAnchors(scan, schema, pointer, resource);
  const present = annotations.filter(([keyword]) => Object.hasOwn(schema, keyword));
  for (const [, trait] of present) scan.traits[trait] = true;
  return present.length > 0;
}

function noteAnchors(scan: Scan, schema: JsonObject, pointer: Pointer, resource: OpenResource): void {
  for (const keyword of resource.dialect.anchorKeywords) {
    const name = member(schema, keyword);
    if (typeof name === 'string') addAnchor(scan, resource, name, pointer, keyword);
  }
  const isRoot = pointer === resource.pointer;
  if (resource.dialect.draft === '2019-09' && isRoot && member(schema, '$recursiveAnchor') === true) {
    resource.dynamicAnchors.set('', pointer);
  }
}

function addAnchor(scan: Scan, resource: OpenResource, name: string, pointer: Pointer, keyword: string): void {
  const first = resource.anchors.get(name);
  if (first !== undefined) {
    const site = scan.document.siteOf(childPointer(pointer, keyword));
    const related = [{ site: scan.document.siteOf(first), message: 'the first one is here' }];
    scan.problems.push(diagnostic('schema/duplicate-identifier', { identifier: `#${name}` }, { site, related, hint: renameOne }));
    return;
  }
  resource.anchors.set(name, pointer);
  if (keyword === '$dynamicAnchor') resource.dynamicAnchors.set(name, pointer);
}

/** The resource that a schema belongs to: its own where it states an identifier. */
function ownResource(scan: Scan, schema: JsonObject, pointer: Pointer, outer: OpenResource): OpenResource {
  if (scan.stray) return outer;
  const dialect = embeddedDialect(schema, outer.dialect);
  const identifier = member(schema, dialect.idKeyword);
  if (typeof identifier !== 'string') return outer;
  const { base, fragment } = splitFragment(identifier);
  const resource = base === '' || pointer === '' ? outer : openEmbedded(scan, base, pointer, outer, dialect);
  const namesAnchor = dialect.identifierMayBeAnchor && fragment !== '' && !fragment.startsWith('/');
  if (namesAnchor) addAnchor(scan, resource, fragment, pointer, dialect.idKeyword);
  return resource;
}

/** A schema with an identifier of its own may be of another draft than the document around it. */
function embeddedDialect(schema: JsonObject, outer: Dialect): Dialect {
  const stated = member(schema, '$schema');
  const dialect = typeof stated === 'string' ? dialectOf(stated) : undefined;
  return dialect !== undefined && typeof member(schema, dialect.idKeyword) === 'string' ? dialect : outer;
}

function openEmbedded(scan: Scan, base: string, pointer: Pointer, outer: OpenResource, dialect: Dialect): OpenResource {
  const uri = resolveUri(outer.uri, base);
  const site = scan.document.siteOf(childPointer(pointer, dialect.idKeyword));
  if (uri === undefined) {
    const reason = 'it is no URI reference';
    scan.problems.push(diagnostic('schema/bad-identifier', { identifier: base, reason }, { site }));
    return outer;
  }
  const first = scan.uris.get(uri);
  if (first !== undefined) {
    const related = [{ site: first, message: 'the first one is here' }];
    scan.problems.push(diagnostic('schema/duplicate-identifier', { identifier: base }, { site, related, hint: renameOne }));
    return outer;
  }
  return openResource(scan, pointer, uri, dialect, site);
}

function openRoot(scan: Scan, { value, uri, dialect }: ScanInput): OpenResource {
  const stated = isObject(value) && !standsAlone(value, dialect) ? member(value, dialect.idKeyword) : undefined;
  const base = typeof stated === 'string' ? splitFragment(stated).base : '';
  const own = resolveUri(uri, base);
  if (own === undefined) {
    const site = scan.document.siteOf(`/${dialect.idKeyword}`);
    const reason = 'it is no URI reference';
    scan.problems.push(diagnostic('schema/bad-identifier', { identifier: base, reason }, { site }));
  }
  const pointer = typeof stated === 'string' ? `/${dialect.idKeyword}` : '';
  return openResource(scan, '', own ?? uri, dialect, scan.document.siteOf(pointer));
}

/** @param stated where its identifier is */
function openResource(scan: Scan, pointer: Pointer, uri: string, dialect: Dialect, stated: Site): OpenResource {
  const { document } = scan;
  const resource: OpenResource = { document, uri, pointer, dialect, anchors: new Map(), dynamicAnchors: new Map() };
  scan.resources.push(resource);
  scan.uris.set(uri, stated);
  return resource;
}

function standsAlone(schema: JsonObject, dialect: Dialect): boolean {
  return dialect.referenceStandsAlone && typeof member(schema, '$ref') === 'string';
}
