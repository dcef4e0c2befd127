import { dirname, join } from 'node:path';
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { foldersOf } from '../snapshot/snapshot-path.ts';
import { writeFailure } from './atomic-write-failure.ts';
import { machineLiveness, type Liveness } from './atomic-write-temp.ts';
import { linkFound, notFolder } from './output-folder-guard.ts';
import { errorCode, nodeFs, type OutputFs } from './output-folder-fs.ts';
import { pathInside } from './output-folder-place.ts';
import { linkedRelease } from './release-switch-link.ts';
import { releasesFolder } from './release-switch-recover.ts';

export interface ReleaseOptions {
  /** The target as people know it. */
  readonly shown: string;
  /** Of the workspace, absolute: in it a link may be the repository's and is not followed, see `outputPlace`. */
  readonly root?: string | undefined;
  /**
   * `folder`: the target is a folder, which is absent for some microseconds while it is replaced. `link`: it is a link
   * into `<target>.releases`, which never leads nowhere. A target that is such a link already stays one.
   */
  readonly layout?: 'folder' | 'link';
  readonly fs?: OutputFs;
  readonly liveness?: Liveness;
}

export interface ReleaseJob {
  /** Where the release is written before it is switched in: on the file system of its target. */
  readonly workshop: string;
  /** No link, unless `asLink`. */
  readonly target: string;
  readonly shown: string;
  readonly asLink: boolean;
  readonly fs: OutputFs;
  readonly liveness: Liveness;
}

/** Where a release is written and how it is switched in, or why that place cannot be used. */
export function releaseJob(target: string, options: ReleaseOptions): ReleaseJob | Diagnostic {
  const { shown, layout = 'folder', root, fs = nodeFs, liveness = machineLiveness } = options;
  const common = { shown, fs, liveness };
  try {
    const onTheWay = linkOnTheWay(target, root, fs);
    if (onTheWay !== undefined) return onTheWay;
    if (layout === 'link' || linkedRelease(target, fs) !== undefined) {
      const workshop = releasesFolder(target);
      return notAFolder(workshop, releasesFolder(shown), fs) ?? { ...common, workshop, target, asLink: true };
    }
    if (fs.lstatSync(target)?.isSymbolicLink() !== true) return { ...common, workshop: dirname(target), target, asLink: false };
    if (root !== undefined && pathInside(root, target) !== undefined) return linkFound(shown);
    const place = fs.realpathSync(target);
    return { ...common, workshop: dirname(place), target: place, asLink: false };
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? leadsNowhere(shown) : writeFailure(shown, error);
  }
}

/** A link between the root of the workspace and the target; undefined for a target that lies elsewhere. */
function linkOnTheWay(target: string, root: string | undefined, fs: OutputFs): Diagnostic | undefined {
  const inside = root === undefined ? undefined : pathInside(root, dirname(target));
  if (root === undefined || inside === undefined || inside === '') return undefined;
  const link = [inside, ...foldersOf(inside)].findLast((folder) => fs.lstatSync(join(root, folder))?.isSymbolicLink() === true);
  return link === undefined ? undefined : linkFound(link);
}

function notAFolder(path: string, shown: string, fs: OutputFs): Diagnostic | undefined {
  const stats = fs.lstatSync(path);
  if (stats === undefined || stats.isDirectory()) return undefined;
  return stats.isSymbolicLink() ? linkFound(shown) : notFolder(shown);
}

function leadsNowhere(shown: string): Diagnostic {
  const hint = 'Remove the link, or make the folder that it leads to';
  return diagnostic('snapshot/release-target', { path: shown, reason: 'it is a symbolic link that leads nowhere' }, { hint });
}
