import { isObject, member, type JsonValue } from '../../model/json.ts';
import { childPointer, parsePointer, valueAt, type Pointer } from '../../model/pointer.ts';
import type { ReferenceKeyword } from '../../model/schema-world.ts';
import type { SchemaLibrary } from '../index/library.ts';
import { resourceAt } from '../index/resource-at.ts';
import type { Resource } from '../index/schema-document.ts';
import { emptyScope, enterScope, type Scope } from './scope.ts';

/** A schema seen on a way through references: the same schema may mean different things on different ways. */
export interface Place {
  readonly resource: Resource;
  /** In the resource's document. */
  readonly pointer: Pointer;
  readonly value: JsonValue;
  readonly scope: Scope;
}

/** Equal for places that mean the same. */
export function placeKey({ resource, pointer, scope }: Place): string {
  return `${resource.document.uri}#${pointer}${scope.key}`;
}

/** @param dynamic whether any reference depends on the way; where none does, all ways are one */
export function rootPlace(resource: Resource, dynamic: boolean): Place {
  const { document, pointer } = resource;
  const value = valueAt(document.value, parsePointer(pointer) ?? []) as JsonValue;
  return { resource, pointer, value, scope: dynamic ? enterScope(emptyScope, resource) : emptyScope };
}

export function childPlace(place: Place, tokens: readonly string[], value: JsonValue): Place {
  const pointer = tokens.reduce(childPointer, place.pointer);
  const { document } = place.resource;
  const hasOwn = document.resources.length > 1 && isObject(value);
  const resource = hasOwn ? resourceAt(document, pointer) : place.resource;
  const scope = resource === place.resource || place.scope === emptyScope ? place.scope : enterScope(place.scope, resource);
  return { resource, pointer, value, scope };
}

/** Whether the schema is nothing but its `$ref`. */
export function isBareReference({ value, resource }: Place): boolean {
  return isObject(value) && resource.dialect.referenceStandsAlone && typeof member(value, '$ref') === 'string';
}

/** The schemas that a schema's references stand for, in the order of the draft's keywords. */
export function referencedPlaces(place: Place, library: SchemaLibrary): Place[] {
  const { value, resource } = place;
  if (!isObject(value)) return [];
  const keywords = resource.dialect.referenceKeywords.filter((keyword) => typeof member(value, keyword) === 'string');
  return keywords.flatMap((keyword) => follow(place, keyword, library) ?? []);
}

function follow(place: Place, keyword: ReferenceKeyword, library: SchemaLibrary): Place | undefined {
  const target = library.target(place.resource.document, keyword, place.pointer);
  if (target === undefined) return undefined;
  const { scope } = place;
  if (keyword !== '$ref' && target.anchor !== undefined && target.resource.dynamicAnchors.has(target.anchor)) {
    const outermost = scope.anchors.get(target.anchor);
    if (outermost !== undefined) return { ...outermost, scope: enterScope(scope, outermost.resource) };
  }
  const { resource, pointer, value } = target;
  return { resource, pointer, value, scope: scope === emptyScope ? scope : enterScope(scope, resource) };
}
