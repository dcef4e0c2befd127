import { diagnostic } from '../diagnostics/diagnostic.ts';
import { formatPointer, parsePointer, type Pointer } from '../model/pointer.ts';
import { carryPointer } from './carry-pointer.ts';
import type { Carrying } from './carrying.ts';
import type { Chain } from './step.ts';
import type { TreeNode } from './tree-node.ts';

/** A reference to a part of its own document, with the node that it leads to. */
interface OwnReference {
  readonly reference: TreeNode;
  readonly address: string;
  readonly target: TreeNode;
  /** What of its pointer goes on from there: through another reference, or with a placeholder. */
  readonly rest: readonly string[];
}

export interface ReferenceOptions {
  /** Of the document itself. */
  readonly id: string | undefined;
  /** Whether another document is migrated by the same chain. */
  readonly migrated: (id: string) => boolean;
}

/**
 * The references of a document to its own parts, as they are before a migration. What is returned makes them lead to the
 * same parts afterwards.
 */
export function holdOwnReferences(carrying: Carrying, options: ReferenceOptions): () => void {
  const own = [...referencesIn(carrying.root)].flatMap((reference) => readOwn(carrying.root, reference, options.id) ?? []);
  return () => {
    for (const each of own) follow(each, carrying);
    carrying.endPhase();
  };
}

function* referencesIn(node: TreeNode): Generator<TreeNode> {
  for (const child of node.children()) {
    if (node.isObject && child.key === '$ref' && typeof child.scalar === 'string') yield child;
    else yield* referencesIn(child);
  }
}

/** The address before `#`, and the tokens after it. Undefined where no part is named. */
function readPart(reference: TreeNode): { readonly address: string; readonly tokens: readonly string[] } | undefined {
  const text = reference.scalar as string;
  const hash = text.indexOf('#');
  const tokens = hash < 0 ? undefined : parsePointer(text.slice(hash + 1));
  return tokens === undefined || tokens.length === 0 ? undefined : { address: text.slice(0, hash), tokens };
}

function readOwn(root: TreeNode, reference: TreeNode, id: string | undefined): OwnReference | undefined {
  const part = readPart(reference);
  if (part === undefined || (part.address !== '' && part.address.replace(/^\//, '') !== id)) return undefined;
  const { address, tokens } = part;
  let target = root;
  for (const [i, token] of tokens.entries()) {
    const child = target.child(token);
    const rest = tokens.slice(i);
    if (child === undefined) return target.has('$ref') || token.includes('{') ? { reference, address, target, rest } : undefined;
    target = child;
  }
  return { reference, address, target, rest: [] };
}

function follow({ reference, address, target, rest }: OwnReference, carrying: Carrying): void {
  if (!reference.isBelow(carrying.root)) return;
  if (!target.isBelow(carrying.root)) return carrying.referenceLost(reference);
  const text = `${address}#${formatPointer([...target.path, ...rest])}`;
  if (text === reference.scalar) return;
  reference.setScalar(text);
  carrying.rewrite({ op: 'replace', path: reference.path, value: text });
}

/** Tells of references to parts of other documents that are somewhere else once those are migrated. */
export function reviewForeignReferences(carrying: Carrying, chain: Chain, { id, migrated }: ReferenceOptions): void {
  const { source } = carrying.options;
  for (const reference of referencesIn(carrying.root)) {
    const part = readPart(reference);
    const address = part?.address.replace(/^\//, '') ?? '';
    if (part === undefined || source === undefined || address === '' || address === id || !migrated(address)) continue;
    const { tokens, touched } = carryPointer(part.tokens, chain);
    if (!touched) continue;
    const pointer: Pointer = reference.origin ?? '';
    const site = { source, pointer, at: 'value' as const };
    const target = reference.scalar as string;
    if (tokens === undefined) {
      const hint = 'Refer to a part that stays';
      carrying.diagnostics.push(diagnostic('migration/reference-lost', { target }, { site, hint, severity: 'warning' }));
    } else {
      const meant = `${part.address}#${formatPointer(tokens)}`;
      const hint = `Write "${meant}" if ${address} is migrated too`;
      carrying.diagnostics.push(diagnostic('migration/reference-part', { target, part: meant }, { site, hint }));
    }
  }
}
