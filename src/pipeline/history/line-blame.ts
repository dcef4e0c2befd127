import type { Person } from '../../git/object-reader.ts';
import type { Publication } from '../../git/publication.ts';

/** Who wrote a line, and how it was published. */
export type LineBlame = { readonly committed: false } | CommittedLine;

export interface CommittedLine {
  readonly committed: true;
  /** Full object name of the commit that wrote the line. */
  readonly commit: string;
  readonly author: Person;
  /** First line of the commit's message. */
  readonly subject: string;
  /** The history here ends at that commit: the line may be older. */
  readonly cut: boolean;
  /** Undefined where the commit is not on the protected branch, or there is none. */
  readonly publication: Publication | undefined;
}
