import { join } from 'node:path';
import { isStale, machineLiveness, parseTempName, type Liveness } from './atomic-write-temp.ts';
import { lstat } from './file-stat.ts';
import { errorCode, nodeFs } from './output-folder-fs.ts';
import { walkFolder } from './output-folder-walk.ts';

/** Longer than any release takes to write. */
const patience = 24 * 3600_000;

/** `state.4711.tmp`: how a cache file is called while it is written. */
const cacheDraft = /\.\d{1,10}\.tmp$/;
const cachePatience = 10 * 60_000;

export interface LeftoverPlaces {
  /** Absolute: folders in which outputs lie, searched whole. */
  readonly outputs: readonly string[];
  /** Absolute: folders in which releases may have been exported, searched by themselves. */
  readonly releases: readonly string[];
  /** Absolute. */
  readonly cache: string;
}

/** What killed runs left behind, absolute paths. Nothing of a process that may still run is named. */
export function findLeftovers({ outputs, releases, cache }: LeftoverPlaces, liveness: Liveness = machineLiveness): string[] {
  const temps = outputs.flatMap((folder) => walkFolder(folder, nodeFs).temps.map((path) => join(folder, path)));
  const staged = releases.flatMap((folder) => namesIn(folder).map((name) => join(folder, name)));
  const drafts = namesIn(cache).filter((name) => cacheDraft.test(name) && isOld(join(cache, name), liveness));
  const dead = [...temps, ...staged].filter((path) => isDead(path, liveness));
  return [...new Set([...dead, ...drafts.map((name) => join(cache, name))])].sort();
}

function namesIn(folder: string): string[] {
  try {
    return nodeFs.readdirSync(folder).map(({ name }) => name);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return [];
  }
}

function isDead(path: string, liveness: Liveness): boolean {
  const parsed = parseTempName(path.slice(path.lastIndexOf('/') + 1));
  const modified = lstat(path)?.mtimeMs;
  return parsed !== undefined && modified !== undefined && isStale(parsed, modified, patience, liveness);
}

function isOld(path: string, { now }: Liveness): boolean {
  const modified = lstat(path)?.mtimeMs;
  return modified !== undefined && now() - modified > cachePatience;
}
