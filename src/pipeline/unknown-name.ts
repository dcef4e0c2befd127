import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Root } from '../workspace/document-index.ts';
import { meantNames } from './meant-names.ts';

/** For a name or pattern that no app, document or schema has. */
export function unknownName(text: string, candidates: readonly string[], roots: readonly Root[]): Diagnostic {
  const near = meantNames(text, candidates, roots);
  return diagnostic(
    'workspace/id-not-found',
    { id: text, near },
    { hint: near[0] === undefined ? 'Run confman list to see all apps' : `Write ${near[0]}` },
  );
}
