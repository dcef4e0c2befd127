import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export type Node = Readonly<Record<string, unknown>>;

/** A slice of a forge's description of its API, in OpenAPI 3.0. */
export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Node>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, Node>>>>;
}

export interface Operation {
  /** `/repos/{owner}/{repo}/pulls` */
  readonly template: string;
  readonly method: string;
  readonly node: Node;
  readonly parameters: readonly Node[];
  readonly pathValues: Readonly<Record<string, string>>;
}

/** @param file in test/forges/descriptions */
export function readDescription(file: string): Description {
  const text = readFileSync(join(import.meta.dirname, '../descriptions', file), 'utf8');
  return parse(text) as Description;
}

export function resolveNode(description: Description, node: Node): Node {
  const reference = node['$ref'];
  if (typeof reference !== 'string') return node;
  const [, , kind = '', name = ''] = reference.split('/');
  const target = description.components[kind]?.[name];
  if (target === undefined) throw new Error(`the slice lacks ${reference}`);
  return resolveNode(description, target);
}

/** The operation that a call is described by. A template with fewer parameters is the better one. */
export function findOperation(description: Description, method: string, path: string): Operation | undefined {
  const segments = path.split('/');
  const templates = Object.keys(description.paths).toSorted((a, b) => a.split('{').length - b.split('{').length);
  for (const template of templates) {
    const pathValues = matchTemplate(template.split('/'), segments);
    const item = description.paths[template];
    const node = item?.[method.toLowerCase()];
    if (pathValues === undefined || item === undefined || node === undefined) continue;
    const listed = [...((item['parameters'] ?? []) as unknown as Node[]), ...((node['parameters'] ?? []) as Node[])];
    const parameters = listed.map((each) => resolveNode(description, each));
    return { template, method: method.toLowerCase(), node, parameters, pathValues };
  }
  return undefined;
}

function matchTemplate(template: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (template.length !== segments.length) return undefined;
  const values: Record<string, string> = {};
  for (const [at, part] of template.entries()) {
    const segment = segments[at] ?? '';
    if (part.startsWith('{')) values[part.slice(1, -1)] = decodeURIComponent(segment);
    else if (part !== segment) return undefined;
  }
  return values;
}
