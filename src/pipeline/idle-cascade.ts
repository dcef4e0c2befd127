import { matchInstance } from '../cascade/instance-pattern.ts';
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { DocumentId } from '../model/document-id.ts';
import type { AppCompiler } from './app-compiler.ts';
import type { Workspace } from './workspace.ts';

/** A pattern with a typing error is no error of any app: the cascade is simply for none, and its schema binds nobody. */
export function idleCascade({ index }: Workspace, { governance }: AppCompiler, id: DocumentId): readonly Diagnostic[] {
  const { value: definition } = governance.cascade(id);
  const pattern = definition?.instances;
  if (definition === undefined || pattern === undefined) return [];
  const folder = id.slice(0, -'cascade'.length);
  const below = index.apps.filter((app) => `${app}/`.startsWith(folder));
  if (below.some((app) => `${app}/` === folder || matchInstance(pattern, app) !== undefined)) return [];
  const hint =
    below[0] === undefined
      ? 'Add an app, or remove the pattern'
      : `Correct the pattern; it has to match whole ids, such as ${below[0]}`;
  const site = { ...definition.site, pointer: '/instances' };
  return [diagnostic('cascade/matches-no-app', { pattern: pattern.text }, { site, hint })];
}
