export type ArrayStrategy = 'replace' | 'append' | 'prepend' | 'union' | { readonly strategy: 'byKey'; readonly key: string };

/** A strategy for the arrays at a path; the token `*` stands for any one segment. */
export interface MergeRule {
  readonly pattern: readonly string[];
  readonly strategy: ArrayStrategy;
}

interface RuleNode {
  strategy: ArrayStrategy | undefined;
  readonly exact: Map<string, RuleNode>;
  any: RuleNode | undefined;
}

/** The rules that apply at one place and below it, strongest first. Empty: nothing does. */
export type MergeRules = readonly RuleNode[];

export const noRules: MergeRules = [];

/** @param groups lists of rules, the stronger list first; within one list a literal segment beats `*` */
export function buildMergeRules(groups: readonly (readonly MergeRule[])[]): MergeRules {
  return groups.filter((rules) => rules.length > 0).map(buildTree);
}

function buildTree(rules: readonly MergeRule[]): RuleNode {
  const root = emptyNode();
  for (const { pattern, strategy } of rules) {
    let node = root;
    for (const token of pattern) node = token === '*' ? (node.any ??= emptyNode()) : exactChild(node, token);
    node.strategy = strategy;
  }
  return root;
}

function emptyNode(): RuleNode {
  return { strategy: undefined, exact: new Map(), any: undefined };
}

function exactChild(node: RuleNode, token: string): RuleNode {
  const known = node.exact.get(token);
  if (known !== undefined) return known;
  const child = emptyNode();
  node.exact.set(token, child);
  return child;
}

export function childRules(rules: MergeRules, token: string): MergeRules {
  if (rules.length === 0) return noRules;
  const found: RuleNode[] = [];
  for (const node of rules) {
    const exact = node.exact.get(token);
    if (exact !== undefined) found.push(exact);
    if (node.any !== undefined) found.push(node.any);
  }
  return found;
}

export function strategyOf(rules: MergeRules): ArrayStrategy {
  for (const node of rules) if (node.strategy !== undefined) return node.strategy;
  return 'replace';
}
