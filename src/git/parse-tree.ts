/** One row of a tree object; a folder has the mode `40000`. */
export interface TreeRow {
  readonly name: string;
  readonly mode: string;
  readonly oid: string;
}

/** `<mode> <name>\0<object name>`, again and again. */
export function parseTree(bytes: Buffer, nameLength: number): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  for (let at = 0; at < bytes.byteLength;) {
    const [space, zero] = [bytes.indexOf(32, at), bytes.indexOf(0, at)];
    if (space < 0 || zero < space) break;
    const end = zero + 1 + nameLength;
    rows.push({
      mode: bytes.toString('latin1', at, space),
      name: bytes.toString('utf8', space + 1, zero),
      oid: bytes.toString('hex', zero + 1, end),
    });
    at = end;
  }
  return rows;
}
