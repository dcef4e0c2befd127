import type { AST } from '@eslint-community/regexpp';

type Part = AST.Pattern | AST.Alternative | AST.Element;

/** True when it can match without taking a character. Over-estimates for backreferences. */
export function isNullable(node: Part): boolean {
  switch (node.type) {
    case 'Assertion':
    case 'Backreference':
      return true;
    case 'Quantifier':
      return node.min === 0 || isNullable(node.element);
    case 'Alternative':
      return node.elements.every(isNullable);
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup':
      return node.alternatives.some(isNullable);
    default:
      return false;
  }
}

/** Characters in the pattern once counted repetition is written out. May be infinite by overflow, never by `*`. */
export function unfoldedSize(node: Part): number {
  switch (node.type) {
    case 'Assertion':
      return 'alternatives' in node ? total(node.alternatives) : 0;
    case 'Backreference':
      return 0;
    case 'Quantifier':
      return unfoldedSize(node.element) * copies(node);
    case 'Alternative':
      return total(node.elements);
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup':
      return total(node.alternatives);
    default:
      return 1;
  }
}

/** The longest text it can match, in code points; lookarounds take none. */
export function longestMatch(node: Part): number {
  switch (node.type) {
    case 'Assertion':
      return 0;
    case 'Backreference':
      return Infinity;
    case 'Quantifier': {
      const longest = longestMatch(node.element);
      return longest === 0 || node.max === 0 ? 0 : longest * node.max;
    }
    case 'Alternative':
      return node.elements.reduce((sum, element) => sum + longestMatch(element), 0);
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup':
      return longestOf(node.alternatives);
    default:
      return 1;
  }
}

export function longestOf(alternatives: readonly AST.Alternative[]): number {
  return alternatives.reduce((longest, alternative) => Math.max(longest, longestMatch(alternative)), 0);
}

/** How often the element is written out: `{2,}` as two and a loop. */
function copies(node: AST.Quantifier): number {
  if (node.max === Infinity) return Math.max(1, node.min);
  return node.max;
}

function total(nodes: readonly Part[]): number {
  return nodes.reduce((sum, node) => sum + unfoldedSize(node), 0);
}
