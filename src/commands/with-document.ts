import { historyCut } from '../pipeline/history/history-cut.ts';
import { readDocument } from '../publish/document/read-document.ts';
import type { ShownRequest } from './print-request.ts';
import { commandProgress } from './progress.ts';
import { reportProblems } from './report-problems.ts';
import type { ProviderDesk } from './with-provider.ts';

/** A request with what it changes. Versions take a walk through the history: programs alone are told them. */
export async function withDocument(desk: ProviderDesk, shown: ShownRequest): Promise<ShownRequest> {
  const { provider, context, options } = desk;
  const versions = options.format === 'json' || options.reports.some(({ format }) => format === 'json');
  const progress = commandProgress(context, options, 'history');
  const { value: document, diagnostics } = await readDocument(provider.store, shown, { versions, progress });
  const isCut = document?.changes?.lacking === 'cut';
  // What was published stands, also where this clone cannot tell what it changed.
  const told = diagnostics.map((each) => ({ ...each, severity: 'warning' as const }));
  reportProblems(context, options, 'publish', isCut ? [...told, historyCut(provider.branch)] : told);
  return { ...shown, document };
}
