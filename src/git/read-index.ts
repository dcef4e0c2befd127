import { gitFailure, type GitFailure } from './git-failure.ts';
import type { IndexEntry } from './object-reader.ts';
import { objectType } from './object-type.ts';

const headerLength = 12;
/** Of an entry, in front of its object name: times, device, inode, mode, owner, size. */
const statLength = 40;
const announced = 0x2000;

/**
 * The entries of an index file, of the versions 2 to 4 (gitformat-index). What was only announced is left out.
 *
 * @param nameLength bytes of an object name: 20 or 32
 */
export function readIndex(bytes: Buffer, nameLength: number): readonly IndexEntry[] | GitFailure {
  if (bytes.byteLength < headerLength || bytes.toString('latin1', 0, 4) !== 'DIRC') return damaged();
  const [version, count] = [bytes.readUInt32BE(4), bytes.readUInt32BE(8)];
  if (version < 2 || version > 4) return unsupported(`the index has version ${version}`);
  const entries: IndexEntry[] = [];
  let at = headerLength;
  let path = '';
  for (let i = 0; i < count; i++) {
    const row = readRow(bytes, at, nameLength, version, path);
    if (row === undefined) return damaged();
    ({ path, end: at } = row);
    if (row.mode === '40000') return unsupported('the index is sparse');
    if (!row.announced) entries.push({ path, type: objectType(row.mode), oid: row.oid, stage: row.stage });
  }
  // The names of a split index are those of another file.
  return bytes.toString('latin1', at, at + 4) === 'link' ? unsupported('the index is split') : entries;
}

interface Row {
  readonly path: string;
  readonly mode: string;
  readonly oid: string;
  readonly stage: IndexEntry['stage'];
  readonly announced: boolean;
  readonly end: number;
}

function readRow(bytes: Buffer, start: number, nameLength: number, version: number, before: string): Row | undefined {
  const flagsAt = start + statLength + nameLength;
  if (flagsAt + 4 > bytes.byteLength) return undefined;
  const flags = bytes.readUInt16BE(flagsAt);
  const isLong = (flags & 0x4000) !== 0;
  const nameAt = flagsAt + (isLong ? 4 : 2);
  const name = version === 4 ? shortened(bytes, nameAt, before) : whole(bytes, start, nameAt);
  if (name === undefined) return undefined;
  return {
    ...name,
    mode: bytes.readUInt32BE(start + 24).toString(8),
    oid: bytes.toString('hex', start + statLength, flagsAt),
    stage: ((flags >> 12) & 3) as IndexEntry['stage'],
    announced: isLong && (bytes.readUInt16BE(flagsAt + 2) & announced) !== 0,
  };
}

/** Ended and filled up to a multiple of eight with zeros. */
function whole(bytes: Buffer, start: number, nameAt: number): { readonly path: string; readonly end: number } | undefined {
  const zero = bytes.indexOf(0, nameAt);
  if (zero < 0) return undefined;
  return { path: bytes.toString('utf8', nameAt, zero), end: start + Math.ceil((zero + 1 - start) / 8) * 8 };
}

/** How many bytes of the name before are dropped, and what stands in their place. */
function shortened(bytes: Buffer, nameAt: number, before: string): { readonly path: string; readonly end: number } | undefined {
  let at = nameAt;
  let drop = (bytes[at] ?? 0) & 0x7f;
  while (((bytes[at] ?? 0) & 0x80) !== 0) {
    at += 1;
    drop = ((drop + 1) << 7) | ((bytes[at] ?? 0) & 0x7f);
  }
  const zero = bytes.indexOf(0, at + 1);
  const kept = Buffer.from(before);
  if (zero < 0 || drop < 0 || drop > kept.byteLength) return undefined;
  const path = Buffer.concat([kept.subarray(0, kept.byteLength - drop), bytes.subarray(at + 1, zero)]).toString('utf8');
  return { path, end: zero + 1 };
}

function damaged(): GitFailure {
  return gitFailure('damaged', 'the index is damaged', 'Run git status, or git reset to make it anew');
}

function unsupported(reason: string): GitFailure {
  return gitFailure('unsupported', `${reason}, which takes a git binary to read`, 'Install git, or put it on the PATH');
}
