import type { SchemaNode } from '../../model/schema-world.ts';

/** The schema `true`, in no place: it stands where a schema was left out. */
export const anything: SchemaNode = { schema: true, draft: '2020-12', document: '', pointer: '' };
