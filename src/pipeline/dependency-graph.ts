import { compareKeys } from '../model/canonical-json.ts';
import type { DocumentId } from '../model/document-id.ts';
import { Compilers } from './build-apps.ts';
import type { Workspace } from './workspace.ts';

export type EdgeKind = 'layer' | 'reference' | 'schema' | 'cascade' | 'extends' | 'namespace';

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
}

/** Who needs whom. Nodes are apps by their folder, documents and schemas by their ids. */
export interface DependencyGraph {
  readonly nodes: readonly { readonly id: string; readonly kind: 'app' | 'document' | 'schema' }[];
  readonly edges: readonly GraphEdge[];
}

export async function dependencyGraph(workspace: Workspace): Promise<DependencyGraph> {
  await workspace.prepareFindings();
  const { recording } = new Compilers(workspace);
  const edges = new Map<string, GraphEdge>();
  const add = (from: string, to: string, kind: EdgeKind): void => void edges.set(`${from}\0${to}\0${kind}`, { from, to, kind });
  for (const app of workspace.index.apps) {
    const { plan, schema } = recording.compile(app);
    for (const layer of plan.layers) add(app, layer.document, 'layer');
    for (const [i, cascade] of plan.cascades.entries())
      add(i === 0 ? app : (plan.cascades[i - 1]?.id ?? app), cascade.id, i === 0 ? 'cascade' : 'extends');
    for (const namespace of plan.scope.chain) add(app, namespace.id, 'namespace');
    if (schema === undefined) continue;
    add(app, schema.id, 'schema');
    for (const other of schema.dependencies)
      if (other !== schema.id && workspace.index.files.has(other as DocumentId)) add(schema.id, other, 'schema');
  }
  for (const [from, targets] of recording.resolver.references) for (const to of targets) add(from, to, 'reference');
  return finish(workspace, [...edges.values()]);
}

function finish(workspace: Workspace, edges: GraphEdge[]): DependencyGraph {
  const apps = new Set<string>(workspace.index.apps);
  const ids = new Set<string>([...apps, ...edges.flatMap((edge) => [edge.from, edge.to])]);
  const nodes = [...ids].sort(compareKeys).map((id) => ({
    id,
    kind: apps.has(id) ? ('app' as const) : id.startsWith('schemas/') ? ('schema' as const) : ('document' as const),
  }));
  edges.sort((a, b) => compareKeys(a.from, b.from) || compareKeys(a.to, b.to) || compareKeys(a.kind, b.kind));
  return { nodes, edges };
}

/** What can be reached from the given nodes along the edges, or against them; the nodes themselves included. */
export function reachable(graph: DependencyGraph, from: readonly string[], reverse: boolean): DependencyGraph {
  const next = new Map<string, string[]>();
  for (const edge of graph.edges) {
    const [source, target] = reverse ? [edge.to, edge.from] : [edge.from, edge.to];
    const known = next.get(source);
    if (known === undefined) next.set(source, [target]);
    else known.push(target);
  }
  const seen = new Set<string>(from);
  for (const id of seen) for (const target of next.get(id) ?? []) seen.add(target);
  return {
    nodes: graph.nodes.filter((node) => seen.has(node.id)),
    edges: graph.edges.filter((edge) => seen.has(edge.from) && seen.has(edge.to)),
  };
}
