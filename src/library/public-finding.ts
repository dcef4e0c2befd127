import type { Finding, Place } from '../diagnostics/finding.ts';

/** A place in a file. Lines and columns count from 1, ends are exclusive, columns are UTF-16 code units. */
export interface PublicPlace {
  /** Relative to the root of the repository. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** What confman has to say, once per cause. */
export interface PublicFinding {
  /** `stage/kebab-reason`; never renamed. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  /** Starts with a verb. */
  readonly hint: string | undefined;
  readonly place: PublicPlace | undefined;
  /** JSON Pointer in the document of the place. */
  readonly pointer: string;
  /** Ids of all apps that it affects, sorted. */
  readonly apps: readonly string[];
  readonly related: readonly { readonly message: string; readonly place: PublicPlace }[];
}

/** Texts of files and what must not be shown of them stay inside. */
export function publicFinding(finding: Finding): PublicFinding {
  const { code, severity, message, hint, place, pointer, apps, related } = finding;
  return {
    code,
    severity,
    message,
    hint,
    place: place && publicPlace(place),
    pointer,
    apps,
    related: related.map((each) => ({ message: each.message, place: publicPlace(each.place) })),
  };
}

function publicPlace({ file, line, column, endLine, endColumn }: Place): PublicPlace {
  return { file, line, column, endLine, endColumn };
}
