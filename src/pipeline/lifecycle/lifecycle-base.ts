import type { ChangedIds } from '../changed-ids.ts';
import type { Workspace } from '../workspace.ts';

/** The state that apps are judged against. */
export interface LifecycleBase {
  readonly workspace: Workspace;
  /** Look-ups that are answered otherwise there; undefined where any may be. */
  readonly changed: () => ChangedIds | undefined;
  /** What people call it: `origin/main`. */
  readonly name: string;
  /** Full object name. */
  readonly commit: string;
}
