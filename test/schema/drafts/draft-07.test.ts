import { itJudges } from '../judging-cases.ts';
import { commonCases } from './common-cases.ts';

itJudges('http://json-schema.org/draft-07/schema#', [
  ...commonCases,
  ['if, then, else', { if: { minimum: 10 }, then: { multipleOf: 10 }, else: { maximum: 5 } }, [20, 5, 'x'], [15, 7]],
  ['then without if', { then: { const: 1 }, else: { const: 2 } }, [3], []],
  ['if alone', { if: { const: 1 } }, [1, 2], []],
  ['a list of items', { items: [{ type: 'string' }, true], additionalItems: false }, [[], ['a', 1]], [[1], ['a', 1, 2]]],
  ['additional items need a list', { items: {}, additionalItems: false }, [[1, 2]], []],
  [
    'what stands beside $ref is ignored',
    { definitions: { b: { type: 'integer' } }, $ref: '#/definitions/b', maximum: 1 },
    [5],
    ['s'],
  ],
  [
    'contains beside a list of items',
    { items: [{ type: 'string' }], contains: { const: 'x' } },
    [['x'], ['a', 'x']],
    [[], ['a']],
  ],
  [
    'contentEncoding base64 is checked',
    { contentEncoding: 'base64', contentMediaType: 'application/octet-stream' },
    ['', 'AAEC', 'AA==', 5],
    ['AAE', 'A*EC', 'AA=C'],
  ],
  ['minContains is of later drafts', { contains: { const: 1 }, minContains: 2 }, [[1]], [[2]]],
  ['definitions are not judged', { definitions: { a: false } }, [1], []],
]);
