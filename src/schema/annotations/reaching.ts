import type { AnnotationNode } from './annotation-graph.ts';

/** The nodes that lead, for some part of a value or for the value itself, to one that is wanted. */
export function reaching(
  start: Iterable<AnnotationNode>,
  isWanted: (node: AnnotationNode) => boolean,
): ReadonlySet<AnnotationNode> {
  const callers = new Map<AnnotationNode, AnnotationNode[]>();
  const all = new Set(start);
  for (const node of all) {
    for (const next of edgesOf(node)) {
      all.add(next);
      const known = callers.get(next);
      if (known === undefined) callers.set(next, [node]);
      else known.push(node);
    }
  }
  const found = new Set([...all].filter(isWanted));
  for (const node of found) for (const caller of callers.get(node) ?? []) found.add(caller);
  return found;
}

/** Node lists repeat a lot: whatever applies along with a node stands in the same list. */
function edgesOf(node: AnnotationNode): ReadonlySet<AnnotationNode> {
  const edges = new Set<AnnotationNode>([...node.additional, ...node.items]);
  for (const nodes of node.members.values()) for (const each of nodes) edges.add(each);
  for (const [, nodes] of node.patterns) for (const each of nodes) edges.add(each);
  for (const nodes of node.prefix) for (const each of nodes) edges.add(each);
  return edges;
}
