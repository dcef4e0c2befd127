import { code, list, nearest, quote } from '../code-row.ts';

/** About schemas themselves: what is wrong with one, and what binds or refers to it. */
export const schemaCodes = {
  'schema/not-found': code<{ schema: string; near: readonly string[] }>(
    'error',
    'A bound or referenced schema does not exist',
    (a) => `There is no schema ${quote(a.schema)}${nearest(a.near)}`,
  ),
  'schema/outside-workspace': code<{ reference: string }>(
    'error',
    'A schema reference leaves the workspace',
    (a) => `The schema reference ${quote(a.reference)} leads out of the workspace`,
  ),
  'schema/unknown-remote': code<{ reference: string }>(
    'error',
    'A schema reference is a web address that no schema of the repository states as its own',
    (a) => `No schema of the repository has the identifier ${quote(a.reference)}, and nothing is ever fetched`,
  ),
  'schema/bad-reference': code<{ reference: string; reason: string }>(
    'error',
    'A schema reference is not written as one',
    (a) => `${quote(a.reference)} is no schema reference: ${a.reason}`,
  ),
  'schema/missing-part': code<{ schema: string; part: string; near: readonly string[] }>(
    'error',
    'A schema reference names a part that the schema does not have',
    (a) => `${quote(a.schema)} has nothing at ${quote(a.part)}${nearest(a.near)}`,
  ),
  'schema/broken': code<{ schema: string }>(
    'error',
    'A bound or referenced schema has errors that keep it from being read',
    (a) => `The schema ${quote(a.schema)} cannot be read; it has errors of its own`,
  ),
  'schema/unknown-draft': code<{ draft: string; known: readonly string[] }>(
    'error',
    'A schema is written for a draft that confman does not know',
    (a) => `${quote(a.draft)} is none of the drafts that confman knows: ${list(a.known)}`,
  ),
  'schema/invalid': code<{ draft: string; reason: string }>(
    'error',
    'A schema does not follow the rules of its draft',
    (a) => `This is no schema of draft ${a.draft}: ${a.reason}`,
  ),
  'schema/reference-cycle': code<{ chain: readonly string[] }>(
    'error',
    'Schema references lead back to where they started without going into the data',
    (a) => `These references run in a circle for one and the same value: ${a.chain.map(quote).join(' -> ')}`,
  ),
  'schema/duplicate-identifier': code<{ identifier: string }>(
    'error',
    'Two schemas have the same identifier',
    (a) => `The identifier ${quote(a.identifier)} is claimed by more than one schema`,
  ),
  'schema/bad-identifier': code<{ identifier: string; reason: string }>(
    'error',
    'An identifier or anchor of a schema is not well formed',
    (a) => `${quote(a.identifier)} cannot be an identifier: ${a.reason}`,
  ),
  'schema/pattern-refused': code<{ pattern: string; reason: string }>(
    'error',
    'A pattern cannot be run safely, or at all',
    (a) => `The pattern ${quote(a.pattern)} cannot be used: ${a.reason}`,
  ),
  'schema/keyword-value': code<{ keyword: string; expected: string }>(
    'error',
    "A keyword of confman's own has a wrong value",
    (a) => `${quote(a.keyword)} takes ${a.expected}`,
  ),
  'schema/unknown-keyword': code<{ keyword: string; near: readonly string[] }>(
    'warning',
    "A keyword starts like one of confman's own and is none",
    (a) => `${quote(a.keyword)} is no keyword of confman${a.near.length > 0 ? `; probably ${list(a.near, 3)} was meant` : ''}`,
  ),
  'schema/ignored-keyword': code<{ keyword: string }>(
    'warning',
    'A keyword stands beside a reference where its draft ignores it',
    (a) => `Up to draft-07 whatever stands beside "$ref" is ignored, and so is ${quote(a.keyword)} here`,
  ),
  'schema/too-complex': code<{ reason: string }>(
    'error',
    'A schema is too large or too deeply nested to be compiled',
    (a) => `The schema is too complex: ${a.reason}`,
  ),
  'schema/endless-default': code<{ property: string }>(
    'error',
    'A default holds itself, level after level',
    (a) => `The default of ${quote(a.property)} would be filled in again inside itself, without end`,
  ),
  'schema/large-default': code<{ property: string; limit: number }>(
    'error',
    'Defaults inside a default add up to more than the limit',
    (a) => `With all defaults below it, the default of ${quote(a.property)} has more than ${a.limit} values`,
  ),
  'schema/endless-merge': code<{ keyword: string; limit: number }>(
    'warning',
    'A merge strategy stands in a schema that contains itself',
    (a) => `${quote(a.keyword)} stands in a schema that contains itself; it holds for the first ${a.limit} places only`,
  ),
  'schema/tree-attribute': code<{ attribute: string; type: string }>(
    'error',
    'An attribute of a schema tree does not go with the type of its node',
    (a) => `A node with ${a.type === '$ref' ? 'a $ref' : `the Type ${quote(a.type)}`} has no ${quote(a.attribute)}`,
  ),
  'schema/tree-reference': code<{ reference: string; reason: string }>(
    'error',
    'A $ref of a schema tree names no node',
    (a) => `${quote(a.reference)} names no node: ${a.reason}`,
  ),
  'schema/tree-range': code<{ attribute: string; reason: string }>(
    'error',
    'A Min or Max of a schema tree makes no sense',
    (a) => `This ${a.attribute} makes no sense: ${a.reason}`,
  ),
  'schema/tree-name-twice': code<{ name: string }>(
    'error',
    'An object of a schema tree has two properties of one name',
    (a) => `There are two properties with the name ${quote(a.name)}`,
  ),
  'schema/tree-value': code<{ reason: string }>(
    'error',
    'A DefaultValue or AllowedValue of a schema tree does not fit its own schema',
    (a) => `This value does not fit its schema: ${a.reason}`,
  ),
  'schema/not-in-tree': code<{ keyword: string; reason: string }>(
    'warning',
    'A schema tree cannot say what a JSON Schema says',
    (a) => `A schema tree cannot say this ${quote(a.keyword)}: ${a.reason}`,
  ),
  'schema/not-a-tree': code<Record<never, never>>(
    'error',
    'What is to be imported is no schema tree',
    () => 'This is no schema tree: its root has no "Type"',
  ),
  'schema/tree-format': code<{ format: string; near: readonly string[] }>(
    'warning',
    'A Format of a schema tree is not known',
    (a) =>
      `The format ${quote(a.format)} is not known, and any string will do${a.near.length > 0 ? `; did you mean ${list(a.near, 3)}?` : ''}`,
  ),
} as const;
