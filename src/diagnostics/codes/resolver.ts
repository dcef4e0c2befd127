import { code, list, nearest, quote } from '../code-row.ts';

export const resolverCodes = {
  'resolver/missing-target': code<{ target: string; near: readonly string[] }>(
    'error',
    'A reference names a document that does not exist',
    (a) => `The reference ${quote(a.target)} has no target${nearest(a.near)}`,
  ),
  'resolver/missing-part': code<{ target: string; pointer: string; near: readonly string[] }>(
    'error',
    'A reference names a part that its document does not have',
    (a) => `${quote(a.target)} has nothing at ${quote(a.pointer)}${a.near.length > 0 ? `; there is ${list(a.near, 3)}` : ''}`,
  ),
  'resolver/bad-reference': code<{ target: string; reason: string }>(
    'error',
    'A reference is not written as one',
    (a) => `${quote(a.target)} is no reference: ${a.reason}`,
  ),
  'resolver/relative-reference': code<{ target: string }>(
    'error',
    'A reference is relative',
    (a) => `References are absolute from the root of the tree, and ${quote(a.target)} is relative`,
  ),
  'resolver/reference-not-a-string': code<{ kind: string }>(
    'error',
    'The value of $ref is not a string',
    (a) => `$ref takes a string, and this is ${a.kind}`,
  ),
  'resolver/siblings-of-non-object': code<{ target: string; kind: string }>(
    'error',
    'Keys stand beside a reference whose target is no object',
    (a) => `Keys beside $ref are merged over its target, but ${quote(a.target)} is ${a.kind}`,
  ),
  'resolver/cycle': code<{ chain: readonly string[] }>(
    'error',
    'References lead back to where they started',
    (a) => `References run in a circle: ${a.chain.map(quote).join(' -> ')}`,
  ),
  'resolver/too-deep': code<{ limit: number }>(
    'error',
    'A chain of references is longer than the limit',
    (a) => `References are nested more than ${a.limit} deep here`,
  ),
  'resolver/too-large': code<{ limit: number }>(
    'error',
    'With its references inlined, something is larger than the limit',
    (a) => `With its references inlined this is larger than ${a.limit} characters`,
  ),
} as const;
