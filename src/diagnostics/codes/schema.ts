import { code, list, quote } from '../code-row.ts';

export const schemaCodes = {
  'schema/not-found': code<{ schema: string; near: readonly string[] }>(
    'error',
    'A bound or referenced schema does not exist',
    (a) => `There is no schema ${quote(a.schema)}${a.near.length > 0 ? `; the nearest are ${list(a.near, 3)}` : ''}`,
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
    (a) => `${quote(a.schema)} has nothing at ${quote(a.part)}${a.near.length > 0 ? `; the nearest are ${list(a.near, 3)}` : ''}`,
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
  'schema/step-limit': code<{ limit: number }>(
    'error',
    'Validating a value takes more steps than the limit',
    (a) => `Validation was stopped after ${a.limit} steps; the schema tries too many combinations on this value`,
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
  'schema/secret-expected': code<{ schemes: readonly string[] }>(
    'error',
    'A value stands where only a reference to a secret may stand',
    (a) => `Here stands a value where a reference to a secret belongs (${a.schemes.map((each) => `${each}://`).join(', ')})`,
  ),
  'schema/deprecated': code<{ note: string }>('warning', 'A deprecated field is in use', (a) =>
    a.note === '' ? 'This field is deprecated' : `This field is deprecated: ${a.note}`,
  ),
  'schema/wrong-environment': code<{ environment: string; allowed: readonly string[] }>(
    'error',
    'A field appears in an environment where it is not allowed',
    (a) =>
      a.environment === ''
        ? `This field is only for ${list(a.allowed)}, and the app has no variable "environment"`
        : `This field is only for ${list(a.allowed)}, not for ${quote(a.environment)}`,
  ),
  'schema/not-base64': code<Record<never, never>>(
    'error',
    'A binary value is not base64',
    () => 'This is no base64: binary values are written in base64 with padding',
  ),
  'schema/custom-message': code<{ message: string }>('error', 'A rule of the schema with words of its own', (a) => a.message),
} as const;
