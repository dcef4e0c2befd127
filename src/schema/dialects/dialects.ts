import { applicators } from './applicators.ts';
import { draft04Assertions, draft06Assertions, draft201909Assertions } from './assertions.ts';
import type { Draft } from '../../model/schema-world.ts';
import type { Dialect } from './dialect.ts';

const legacy = {
  referenceStandsAlone: true,
  identifierMayBeAnchor: true,
  referenceKeywords: ['$ref'],
  anchorKeywords: [],
} as const;
const modern = { idKeyword: '$id', referenceStandsAlone: false, identifierMayBeAnchor: false } as const;

/** The drafts that confman knows, one row each. */
export const dialects: Readonly<Record<Draft, Dialect>> = Object.freeze({
  'draft-04': {
    ...legacy,
    draft: 'draft-04',
    uri: 'http://json-schema.org/draft-04/schema',
    idKeyword: 'id',
    applicators: applicators.draft04,
    assertions: draft04Assertions,
  },
  'draft-06': {
    ...legacy,
    draft: 'draft-06',
    uri: 'http://json-schema.org/draft-06/schema',
    idKeyword: '$id',
    applicators: applicators.draft06,
    assertions: draft06Assertions,
  },
  'draft-07': {
    ...legacy,
    draft: 'draft-07',
    uri: 'http://json-schema.org/draft-07/schema',
    idKeyword: '$id',
    applicators: applicators.draft07,
    assertions: draft06Assertions,
  },
  '2019-09': {
    ...modern,
    draft: '2019-09',
    uri: 'https://json-schema.org/draft/2019-09/schema',
    referenceKeywords: ['$ref', '$recursiveRef'],
    anchorKeywords: ['$anchor'],
    applicators: applicators.draft201909,
    assertions: draft201909Assertions,
  },
  '2020-12': {
    ...modern,
    draft: '2020-12',
    uri: 'https://json-schema.org/draft/2020-12/schema',
    referenceKeywords: ['$ref', '$dynamicRef'],
    anchorKeywords: ['$anchor', '$dynamicAnchor'],
    applicators: applicators.draft202012,
    assertions: draft201909Assertions,
  },
});

/** The dialect that a `$schema` names; `http` and `https` and an empty fragment make no difference. */
export function dialectOf(schemaUri: string): Dialect | undefined {
  const plain = schemaUri.replace(/#$/, '').replace(/^https?:/, '');
  return Object.values(dialects).find((dialect) => dialect.uri.replace(/^https?:/, '') === plain);
}
