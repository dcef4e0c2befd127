import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const SHOWN = 3;

/**
 * Compares the snapshots of two output folders: the same apps, and for each the same data and digest.
 *
 * @param {string} left
 * @param {string} right
 * @returns {{ compared: number, differences: string[] }} a few of the differences, as sentences
 */
export function compareResults(left, right) {
  const files = snapshotFiles(left);
  const ofLeft = new Set(files);
  const ofRight = new Set(snapshotFiles(right));
  const differences = [];
  for (const file of files) {
    if (!ofRight.has(file)) differences.push(`${file} is only on the left`);
    else differences.push(...difference(file, readSnapshot(left, file), readSnapshot(right, file)));
  }
  for (const file of ofRight) if (!ofLeft.has(file)) differences.push(`${file} is only on the right`);
  const more = differences.length - SHOWN;
  return { compared: files.length, differences: [...differences.slice(0, SHOWN), ...(more > 0 ? [`${more} more`] : [])] };
}

function difference(file, a, b) {
  const pointer = firstDifference(a.data, b.data, '');
  if (pointer !== undefined) return [`${file}: the data differ at ${pointer || 'the root'}`];
  return a.digest === b.digest ? [] : [`${file}: the data are equal and the digests differ`];
}

/** @returns {string | undefined} a JSON Pointer, without escapes; undefined where the values are equal */
function firstDifference(a, b, pointer) {
  if (a === b) return undefined;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return pointer;
  if (Array.isArray(a) !== Array.isArray(b)) return pointer;
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const found = firstDifference(a[key], b[key], `${pointer}/${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function readSnapshot(folder, file) {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}

/** Paths of all snapshots below a folder, relative to it and sorted. @param {string} folder */
export function snapshotFiles(folder) {
  const entries = readdirSync(join(folder, 'apps'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
