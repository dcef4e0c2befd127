import { diagnostic, type Diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import { member } from '../../model/json.ts';
import { formatPointer } from '../../model/pointer.ts';
import type { MergeStrategyOfSchema } from '../bound-schema.ts';
import { strategyOf } from '../keywords/merge.ts';
import type { AnnotationNode } from './annotation-graph.ts';

const MAX_STRATEGIES = 1000;
const MAX_STEPS = 20_000;
/** As deep as a document may nest. */
const MAX_DEPTH = 64;

interface Step {
  readonly node: AnnotationNode;
  readonly pattern: readonly string[];
}

/**
 * `x-confman-merge` as patterns of places. A schema that contains itself has endlessly many: they are listed level by level,
 * as far as documents may nest, and a warning tells where that is too many.
 */
export function mergeStrategies(
  nodes: readonly AnnotationNode[],
  leads: (node: AnnotationNode) => boolean,
): Outcome<readonly MergeStrategyOfSchema[]> {
  const found = new Map<string, MergeStrategyOfSchema>();
  const seen = new Set<string>();
  let level: Step[] = nodes.map((node) => ({ node, pattern: [] }));
  for (let depth = 0; level.length > 0 && depth <= MAX_DEPTH; depth += 1) {
    const next: Step[] = [];
    for (const { node, pattern } of level) {
      const key = formatPointer(pattern);
      const strategy = statesMerge(node) ? strategyOf(member(node.own, 'x-confman-merge') ?? null) : undefined;
      if (strategy !== undefined && !found.has(key)) found.set(key, { pattern, strategy });
      if (found.size >= MAX_STRATEGIES || next.length >= MAX_STEPS) return tooMany(found, node);
      for (const step of stepsFrom(node, pattern)) if (leads(step.node)) next.push(step);
    }
    level = distinct(next, seen);
  }
  return { value: [...found.values()], diagnostics: [] };
}

function statesMerge(node: AnnotationNode): boolean {
  return node.own['x-confman-merge'] !== undefined;
}

function* stepsFrom(node: AnnotationNode, pattern: readonly string[]): Iterable<Step> {
  const each = function* (token: string, nodes: readonly AnnotationNode[]): Iterable<Step> {
    for (const next of nodes) yield { node: next, pattern: [...pattern, token] };
  };
  for (const [name, nodes] of node.members) yield* each(name, nodes);
  for (const [, nodes] of node.patterns) yield* each('*', nodes);
  yield* each('*', node.additional);
  for (const [i, nodes] of node.prefix.entries()) yield* each(String(i), nodes);
  yield* each('*', node.items);
}

function distinct(steps: readonly Step[], seen: Set<string>): Step[] {
  return steps.filter(({ node, pattern }) => {
    const { resource, pointer } = node.place;
    const key = `${formatPointer(pattern)} ${resource.document.uri}#${pointer}`;
    return !seen.has(key) && seen.add(key);
  });
}

function tooMany(
  found: ReadonlyMap<string, MergeStrategyOfSchema>,
  { place }: AnnotationNode,
): Outcome<readonly MergeStrategyOfSchema[]> {
  const keyword = 'x-confman-merge';
  const site = place.resource.document.siteOf(place.pointer);
  const hint = 'Give the strategy in the cascade, by path';
  const warning: Diagnostic = diagnostic('schema/endless-merge', { keyword, limit: found.size }, { site, hint });
  return { value: [...found.values()], diagnostics: [warning] };
}
