import type { Pointer } from '../../model/pointer.ts';
import type { Resource, SchemaDocument } from './schema-document.ts';

interface Addresses {
  readonly byPointer: ReadonlyMap<Pointer, Resource>;
  readonly byUri: ReadonlyMap<string, Resource>;
}

const addresses = new WeakMap<SchemaDocument, Addresses>();

/** The innermost resource that holds a place of its document. */
export function resourceAt(document: SchemaDocument, pointer: Pointer): Resource {
  const { byPointer } = addressesOf(document);
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const resource = byPointer.get(at);
    if (resource !== undefined) return resource;
  }
}

export function resourceByUri(document: SchemaDocument, uri: string): Resource | undefined {
  return uri === document.uri ? document.resources[0] : addressesOf(document).byUri.get(uri);
}

/** The root's resource stands at the empty pointer, so that every walk upwards ends. */
function addressesOf(document: SchemaDocument): Addresses {
  let known = addresses.get(document);
  if (known === undefined) {
    const { resources } = document;
    known = {
      byPointer: new Map(resources.map((each) => [each.pointer, each])),
      byUri: new Map(resources.map((each) => [each.uri, each])),
    };
    addresses.set(document, known);
  }
  return known;
}
