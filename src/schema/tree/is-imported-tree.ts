import { isObject } from '../../model/json.ts';
import type { SchemaDocument } from '../index/schema-document.ts';

const trees = new WeakSet<object>();

/** Remembers the JSON Schema of a tree; nothing in it tells where it comes from. */
export function noteImportedTree({ value }: Pick<SchemaDocument, 'value'>): void {
  if (isObject(value)) trees.add(value);
}

export function isImportedTree({ value }: Pick<SchemaDocument, 'value'>): boolean {
  return isObject(value) && trees.has(value);
}
