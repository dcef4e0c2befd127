import type { DependencyGraph, GraphEdge } from '../pipeline/dependency-graph.ts';
import { unreachable } from '../model/unreachable.ts';

export interface GraphView {
  readonly from: readonly string[];
  readonly reverse: boolean;
}

export function graphText(graph: DependencyGraph, format: 'text' | 'dot' | 'mermaid' | 'json', view: GraphView): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify({ formatVersion: 1, ...graph }, null, 2)}\n`;
    case 'dot':
      return dot(graph);
    case 'mermaid':
      return mermaid(graph);
    case 'text':
      return text(graph, view);
    default:
      return unreachable(format);
  }
}

/** Ids are of a grammar that needs no escapes beyond the quotes. */
function dot({ nodes, edges }: DependencyGraph): string {
  const shapes = { app: 'box', document: 'ellipse', schema: 'note' } as const;
  const lines = nodes.map((node) => `  ${JSON.stringify(node.id)} [shape=${shapes[node.kind]}];`);
  const arrows = edges.map(
    (edge) => `  ${JSON.stringify(edge.from)} -> ${JSON.stringify(edge.to)} [label=${JSON.stringify(edge.kind)}];`,
  );
  return `digraph confman {\n  rankdir=LR;\n${[...lines, ...arrows].join('\n')}\n}\n`;
}

function mermaid({ nodes, edges }: DependencyGraph): string {
  const names = new Map(nodes.map((node, i) => [node.id, `n${i}`]));
  const brackets = { app: ['[', ']'], document: ['(', ')'], schema: ['[[', ']]'] } as const;
  const lines = nodes.map((node) => `  ${names.get(node.id)}${brackets[node.kind][0]}"${node.id}"${brackets[node.kind][1]}`);
  const arrows = edges.map((edge) => `  ${names.get(edge.from)} -->|${edge.kind}| ${names.get(edge.to)}`);
  return `flowchart LR\n${[...lines, ...arrows].join('\n')}\n`;
}

/** With a starting point everything that was reached, a line each; without one every edge. */
function text({ nodes, edges }: DependencyGraph, { from, reverse }: GraphView): string {
  if (from.length === 0) return edges.map((edge) => `${edge.from}\t${edge.kind}\t${edge.to}\n`).join('');
  const how = new Map<string, GraphEdge>();
  for (const edge of edges) {
    const reached = reverse ? edge.from : edge.to;
    if (!how.has(reached)) how.set(reached, edge);
  }
  const reached = nodes.filter((node) => !from.includes(node.id));
  return reached.map((node) => `${node.id}\t${node.kind}\t${lineOf(how.get(node.id), reverse)}\n`).join('');
}

function lineOf(edge: GraphEdge | undefined, reverse: boolean): string {
  if (edge === undefined) return '';
  return reverse ? `${edge.kind} ${edge.to}` : `${edge.kind} of ${edge.from}`;
}
