import type { Carrying } from './carrying.ts';

/** Lets a document name the new version of its schema, written the way it named the old one: by its id, or by a relative path. */
export function retargetSchema(carrying: Carrying, { from, to }: { readonly from: string; readonly to: string }): void {
  const node = carrying.root.child('$schema');
  const written = node?.scalar;
  if (node === undefined || typeof written !== 'string') return;
  const found = /^(.*?)(\.(?:json5?|ya?ml))?$/s.exec(written);
  const [, address = '', extension = ''] = found ?? [];
  const relative = address.startsWith('.') && address.endsWith(`/${from}`);
  if (!relative && address !== from && address !== `/${from}`) return;
  const text = address.slice(0, address.length - from.length) + to + extension;
  node.setScalar(text);
  carrying.rewrite({ op: 'replace', path: ['$schema'], value: text });
  carrying.endPhase();
}
