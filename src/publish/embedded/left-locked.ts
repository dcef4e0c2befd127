import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { LeftLock } from '../../git/left-lock.ts';

export function leftLocked({ ref, since }: LeftLock): Diagnostic {
  const hint = `Have ${ref}.lock removed where the requests are kept, when no git is at work there`;
  const at = new Date(since).toISOString().replace(/\.\d+Z$/, 'Z');
  return diagnostic('publish/left-lock', { ref, since: at }, { hint });
}
