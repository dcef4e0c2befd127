import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';

/** A shallow clone, where what it lacks would have been told. */
export function historyCut(branch: string): Diagnostic {
  const hint = `Run git fetch --unshallow origin ${branch}:refs/remotes/origin/${branch}`;
  return diagnostic('history/cut', { branch }, { hint });
}
