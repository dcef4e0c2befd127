import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type Document,
  type Node,
  type YAMLMap,
} from 'yaml';
import type { Source } from '../../model/source.ts';
import type { EditStep } from './edit-step.ts';

export const READ = { version: '1.2', schema: 'core', merge: false, uniqueKeys: false, logLevel: 'silent' } as const;

/**
 * The text as the library writes its document after a step. Undefined when the step leads through an alias or a merge.
 *
 * @param dissolve write out aliases and merges before
 */
export function editYamlDocument({ text }: Source, step: EditStep, dissolve = false): string | undefined {
  const document = parseDocument(text, READ);
  if (dissolve) dissolveAliases(document);
  if (!change(document, step)) return undefined;
  return document.toString({ lineWidth: 0, flowCollectionPadding: /[[{] /.test(text) });
}

function change(document: Document.Parsed, step: EditStep): boolean {
  const path = step.path.map(String);
  if (step.op === 'replace') {
    if (path.length === 0) Object.assign(document, { contents: document.createNode(step.value) });
    else if (!isCollection(document.getIn(path.slice(0, -1), true) ?? document.contents)) return false;
    else {
      // The library keeps a scalar's node, with its comments, and would write null as the text it was read from.
      const node = document.getIn(path, true);
      if (isScalar(node)) delete node.source;
      document.setIn(path, step.value);
    }
    return true;
  }
  const target = path.length === 0 ? document.contents : document.getIn(path, true);
  if (step.op === 'remove') return isCollection(target) && target.delete(step.at);
  if (isSeq(target)) target.items.splice(Number(step.at), 0, document.createNode(step.value));
  else if (isMap(target)) target.set(step.at, document.createNode(step.value));
  return isCollection(target);
}

/** Every alias becomes a copy of what it refers to, every merge the members that it brings. */
export function dissolveAliases(document: Document.Parsed): void {
  visit(document, {
    Alias(_, alias) {
      const target = alias.resolve(document);
      return target === undefined ? undefined : (target.clone() as Node);
    },
  });
  visit(document, {
    Map(_, map) {
      dissolveMerges(map as YAMLMap<Node, Node | null>);
    },
  });
  visit(document, {
    Node(_, node) {
      if (!isAlias(node)) delete (node as { anchor?: string }).anchor;
    },
  });
}

function dissolveMerges(map: YAMLMap<Node, Node | null>): void {
  const merges = map.items.filter(({ key }) => isScalar(key) && key.value === '<<' && key.type === 'PLAIN');
  map.items = map.items.filter((pair) => !merges.includes(pair));
  for (const { value } of merges) {
    for (const source of isSeq(value) ? value.items : [value]) {
      if (!isMap(source)) continue;
      for (const pair of (source as YAMLMap<Node, Node | null>).items) if (!map.has(pair.key)) map.items.push(pair.clone());
    }
  }
}
