import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

/**
 * Compares the snapshots of two output folders: the same apps, and for each the same data and digest.
 *
 * @param {string} left
 * @param {string} right
 * @returns {{ compared: number, differences: string[] }} at most ten differences, as sentences
 */
export function compareResults(left, right) {
  const files = snapshotFiles(left);
  const ofLeft = new Set(files);
  const ofRight = new Set(snapshotFiles(right));
  const differences = files.filter((file) => !ofRight.has(file)).map((file) => `${file} is only in ${left}`);
  for (const file of ofRight) if (!ofLeft.has(file)) differences.push(`${file} is only in ${right}`);
  for (const file of files) {
    if (differences.length >= 10) break;
    if (ofRight.has(file)) differences.push(...difference(file, readSnapshot(left, file), readSnapshot(right, file)));
  }
  return { compared: files.length, differences: differences.slice(0, 10) };
}

function difference(file, a, b) {
  if (!isDeepStrictEqual(a.data, b.data)) return [`${file}: the data differ`];
  return a.digest === b.digest ? [] : [`${file}: the data are equal and the digests differ`];
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
