import { compareKeys } from '../model/canonical-json.ts';
import { parseDocumentId, type DocumentId } from '../model/document-id.ts';
import { snapshotFormats, type SnapshotFormatName } from './formats.ts';

export interface PruneCandidate {
  /** Relative to the output folder. */
  readonly path: string;
  readonly app: DocumentId;
  readonly format: SnapshotFormatName;
}

const FORMATS = Object.keys(snapshotFormats) as SnapshotFormatName[];

/**
 * The files of an output folder whose name fits a snapshot of an app that is not there any more, in any format. A name
 * proves nothing: each is removed only when `recogniseSnapshot` says that its content fits too. Snapshots of living
 * apps in another format stay: another run may want them.
 */
export function pruneCandidates(paths: Iterable<string>, isLive: (app: string) => boolean): PruneCandidate[] {
  const candidates: PruneCandidate[] = [];
  for (const path of paths) {
    const format = FORMATS.find((name) => path.endsWith(`.${snapshotFormats[name].extension}`));
    if (format === undefined) continue;
    const app = parseDocumentId(path.slice(0, -snapshotFormats[format].extension.length - 1));
    if (app !== undefined && app === path.slice(0, app.length) && !isLive(app)) candidates.push({ path, app, format });
  }
  return candidates.sort((a, b) => compareKeys(a.path, b.path));
}
