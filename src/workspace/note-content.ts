/** Stands for more than one content, and equals none. */
const several = 'several';

/**
 * Notes which content of a file a run uses. Where the file changed while it was in use, apps of one run hold different
 * contents of it, and those that were not compiled yet another: then what is noted equals no content at all, so that the
 * next run compiles everything again that depends on the file.
 *
 * @param oids blob ids by row; empty where the content was not read yet
 * @returns whether it is the content that was noted before, or the first
 */
export function noteContent(oids: string[], row: number, oid: string): boolean {
  const known = oids[row];
  const same = known === undefined || known === '' || known === oid;
  oids[row] = same ? oid : several;
  return same;
}
