import type { DiagnosticCode } from '../../diagnostics/codes.ts';
import type { ArgsOf } from '../finding-list.ts';
import type { Cursor } from './cursor.ts';
import type { ReportedWhere } from './recorder.ts';

/** A finding about how the text is written. The fast reading only learns that there is one. */
export function report<C extends DiagnosticCode>(
  cursor: Cursor,
  code: C,
  args: ArgsOf<C>,
  start: number,
  end: number,
  where?: ReportedWhere,
): void {
  cursor.failed = true;
  cursor.recorder?.report(code, args, { start, end }, where);
}

/** A finding about what is written well, and refused all the same. */
export function refuse<C extends DiagnosticCode>(
  cursor: Cursor,
  code: C,
  args: ArgsOf<C>,
  start: number,
  end: number,
  where?: ReportedWhere,
): void {
  cursor.failed = true;
  cursor.recorder?.judge(code, args, { start, end }, where);
}

/** Something of JSON5 in a file that is to be JSON. The reading goes on as in JSON5. */
export function jsonOnly(cursor: Cursor, feature: string, start: number, end: number, remedy = 'Remove it'): void {
  const hint = `${remedy}, or rename the file to .json5`;
  refuse(cursor, 'documents/json-only', { feature }, start, end, { hint });
}
