import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isArray, isObject, type JsonValue } from '../../model/json.ts';
import { nearestNames } from '../../model/nearest-names.ts';
import { childPointer, formatPointer, parsePointer, step, type Pointer } from '../../model/pointer.ts';
import type { Site } from '../../model/source.ts';
import type { Consulted } from './consulted.ts';
import { findSchema } from './find-schema.ts';
import type { SchemaLibrary } from './library.ts';
import { decodeFragment, resolveUri, splitFragment } from './resolve-uri.ts';
import { resourceAt, resourceByUri } from './resource-at.ts';
import type { ReferenceUse, Resource } from './schema-document.ts';
import { schemaName } from './schema-name.ts';
import { isSchema } from './subschemas.ts';

/** A schema that a reference names. */
export interface Target {
  readonly resource: Resource;
  /** In the resource's document. */
  readonly pointer: Pointer;
  readonly value: JsonValue;
  /** Set where an anchor was named: a `$dynamicRef` may then choose another of the same name. */
  readonly anchor: string | undefined;
}

export type Resolved = { readonly target: Target } | { readonly problems: readonly Diagnostic[] };

export function resolveReference(use: ReferenceUse, library: SchemaLibrary, consulted: Consulted): Resolved {
  const { base, fragment } = splitFragment(use.text);
  const { resource, pointer, keyword } = use;
  const site = resource.document.siteOf(childPointer(pointer, keyword));
  const uri = resolveUri(resource.uri, base);
  const local = base === '' ? resource : uri === undefined ? undefined : resourceByUri(resource.document, uri);
  if (local !== undefined) return partOf(local, fragment, use.text, site);
  const found = findSchema(base, { uri: resource.uri, site }, library, consulted);
  return 'problems' in found ? found : partOf(found.resource, fragment, use.text, site);
}

function partOf(resource: Resource, escaped: string, text: string, site: Site): Resolved {
  const fragment = decodeFragment(escaped);
  if (fragment === undefined) return badReference(text, 'the part after # has a malformed escape', site);
  if (fragment === '' || fragment.startsWith('/')) return byPointer(resource, fragment, text, site);
  const pointer = resource.anchors.get(fragment);
  if (pointer === undefined) return missingPart(resource, `#${fragment}`, nearestNames(fragment, resource.anchors.keys()), site);
  return targetAt(resource, pointer, fragment, text, site);
}

function byPointer(resource: Resource, fragment: string, text: string, site: Site): Resolved {
  const tokens = parsePointer(fragment);
  if (tokens === undefined) return badReference(text, 'the part after # is no JSON pointer', site);
  const within = parsePointer(resource.pointer) as string[];
  let value: JsonValue = resource.document.value;
  for (const [i, token] of [...within, ...tokens].entries()) {
    const next = step(value, token);
    if (next === undefined)
      return missingPart(resource, fragment, nearKeys(value, token, tokens.slice(0, i - within.length)), site);
    value = next;
  }
  const anchor = fragment === '' ? '' : undefined;
  return targetAt(resource, resource.pointer + formatPointer(tokens), anchor, text, site);
}

function targetAt(from: Resource, pointer: Pointer, anchor: string | undefined, text: string, site: Site): Resolved {
  const { document } = from;
  const value = (parsePointer(pointer) as string[]).reduce<JsonValue>(
    (at, token) => step(at, token) as JsonValue,
    document.value,
  );
  if (!isSchema(value)) return badReference(text, 'what it names is no schema', site);
  return { target: { resource: resourceAt(document, pointer), pointer, value, anchor } };
}

function nearKeys(value: JsonValue, token: string, parent: readonly string[]): string[] {
  if (!isObject(value) || isArray(value)) return [];
  return nearestNames(token, Object.keys(value)).map((key) => formatPointer([...parent, key]));
}

function missingPart(resource: Resource, part: string, near: readonly string[], site: Site): Resolved {
  const hint = near[0] === undefined ? undefined : `Write "${near[0]}" after the #`;
  return { problems: [diagnostic('schema/missing-part', { schema: schemaName(resource), part, near }, { site, hint })] };
}

function badReference(reference: string, reason: string, site: Site): Resolved {
  const hint = 'Write # and the pointer or the anchor of a schema, such as #/$defs/port';
  return { problems: [diagnostic('schema/bad-reference', { reference, reason }, { site, hint })] };
}
