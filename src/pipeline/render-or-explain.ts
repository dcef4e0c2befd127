import { diagnostic, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import type { RenderOptions, SnapshotFormat } from '../snapshot/formats/format.ts';
import { renderSnapshot, type Rendered } from '../snapshot/render-snapshot.ts';
import { appOf, type Snapshot } from '../snapshot/snapshot.ts';

/** As `renderSnapshot`, and where the text would be longer than any text can be, a finding. */
export function renderOrExplain(
  snapshot: Snapshot,
  format: SnapshotFormat,
  options: RenderOptions,
): Outcome<Rendered | undefined> {
  try {
    return renderSnapshot(snapshot, format, options);
  } catch (error) {
    return { value: undefined, diagnostics: [tooLong(appOf(snapshot), error)] };
  }
}

/** The engine throws this error where a text has no room; any other is a bug. */
export function tooLong(app: string, error: unknown): Diagnostic {
  if (!(error instanceof RangeError)) throw error;
  return diagnostic('snapshot/too-large', { app }, { hint: 'Refer to fewer or smaller documents' });
}
