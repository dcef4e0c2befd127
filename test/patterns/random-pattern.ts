import * as fc from 'fast-check';

/** Patterns of ECMA-262 with the flag u, well formed, small, over the given atoms. */
export function randomPattern(atoms: readonly string[], wrappers: readonly ((inner: string) => string)[]): fc.Arbitrary<string> {
  const quantifier = fc.constantFrom('*', '+', '?', '*?', '+?', '??', '{2}', '{1,3}', '{0,2}', '{2,}', '{0,9}', '{3,7}');
  return fc.letrec<{ pattern: string }>((tie) => ({
    pattern: fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      { weight: 2, arbitrary: fc.constantFrom(...atoms) },
      { weight: 3, arbitrary: fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => a + b) },
      { weight: 2, arbitrary: fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(?:${a}|${b})`) },
      { weight: 3, arbitrary: fc.tuple(tie('pattern'), quantifier).map(([a, q]) => `(?:${a})${q}`) },
      { weight: 1, arbitrary: fc.tuple(tie('pattern'), fc.constantFrom(...wrappers)).map(([a, wrap]) => wrap(a)) },
    ),
  })).pattern;
}
