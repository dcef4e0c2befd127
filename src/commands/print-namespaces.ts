import { painter } from '../diagnostics/painter.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import { maskText } from '../model/mask-text.ts';
import { membersWith } from '../namespaces/decide.ts';
import { approvalsNeeded, type EffectiveNamespace } from '../namespaces/effective-namespace.ts';
import type { Access } from '../pipeline/access/access.ts';
import { approvalWords } from './approval-words.ts';

/** A line per namespace: path, name, what publishing takes. */
export function namespacesText(access: Access, colour: boolean): string {
  const paint = painter(colour);
  const all = namespacesOf(access);
  if (all.length === 0) return 'no namespaces\n';
  const rows = all.map((namespace) => ({
    path: visibleText(namespace.path),
    name: shown(access, namespace.displayName ?? ''),
    words: approvalWords(...approvalOf(access, namespace)),
  }));
  const wide = { path: widest(rows.map(({ path }) => path)), name: widest(rows.map(({ name }) => name)) };
  const lines = rows.map(({ path, name, words }) => {
    const named = wide.name === 0 ? '' : `${name.padEnd(wide.name)}  `;
    return `${paint.bold(path.padEnd(wide.path))}  ${named}${words}`;
  });
  return `${lines.join('\n')}\n`;
}

/** For programs. The shape is documented in `docs/commands/access-show.md`. */
export function namespacesJson(access: Access): string {
  const namespaces = namespacesOf(access).map((namespace) => {
    const [needed, memberCount] = approvalOf(access, namespace);
    const { path, displayName, chain } = namespace;
    const name = displayName === undefined ? null : masked(access, displayName);
    return { path, displayName: name, chain, approvals: { needed, memberCount } };
  });
  return `${JSON.stringify({ formatVersion: 1, namespaces }, null, 2)}\n`;
}

function widest(texts: readonly string[]): number {
  return Math.min(60, Math.max(...texts.map(({ length }) => length)));
}

/** Those whose document can be used. */
function namespacesOf(access: Access): EffectiveNamespace[] {
  return access.folders.flatMap((folder) => {
    const { namespace } = access.governing(folder);
    return namespace !== undefined && namespace.folder === folder ? [namespace] : [];
  });
}

function approvalOf({ groups }: Access, namespace: EffectiveNamespace): [needed: number, people: number] {
  return [approvalsNeeded(namespace), membersWith(namespace, groups, 'publish-request:approve').length];
}

function shown(access: Access, text: string): string {
  return visibleText(masked(access, text), 200);
}

function masked({ workspace }: Access, text: string): string {
  return maskText(text, workspace.settings.secretSchemes);
}
