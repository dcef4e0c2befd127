import { visibleText } from '../diagnostics/visible-text.ts';
import { parsePointer, type Pointer } from '../model/pointer.ts';
import type { CommandContext } from './command-context.ts';

/** A place that a person typed, whether or not any app has it: `/db/pool`, also `db/pool` and `#/db/pool`. Says why a text is none. */
export function readPlace(context: CommandContext, text: string): Pointer | undefined {
  const typed = text.replace(/^#(?=\/|$)/, '').replace(/\/$/, '');
  const pointer = typed === '' || typed.startsWith('/') ? typed : `/${typed}`;
  if (parsePointer(pointer) !== undefined) return pointer;
  context.stderr.write(visibleText(`error: ${JSON.stringify(text)} is no JSON Pointer: write ~0 for ~ and ~1 for /`));
  context.stderr.write('\n');
  return undefined;
}
