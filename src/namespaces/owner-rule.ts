import type { Principal } from './principal.ts';

/** Who owns a part of the repository. Of two rules for a file the later one decides. */
export interface OwnerRule {
  /** Relative to the root of the repository, `/` separated; '' is the root. */
  readonly path: string;
  /** `folder`: everything in it. `namespaces`: the namespace documents in it and below. */
  readonly what: 'folder' | 'file' | 'namespaces';
  /** Groups are not expanded. Empty: nobody owns it. */
  readonly owners: readonly Principal[];
}
