import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { GitFailure } from '../../git/git-failure.ts';
import type { PushedRefs } from '../../git/remote-refs.ts';
import { refusedHint } from '../embedded/refused-hint.ts';

/** @param request number or name. @returns nothing where it was pushed */
export function pushedOrWhy(request: string, pushed: PushedRefs | GitFailure): GitFailure | readonly Diagnostic[] | undefined {
  if (pushed === 'done') return undefined;
  if (pushed === 'moved') return [diagnostic('publish/contended', { request }, { hint: 'Look at it again, and do it again' })];
  if (!('refused' in pushed)) return pushed;
  return [diagnostic('publish/refused', { said: pushed.refused }, { hint: refusedHint(pushed.refused) })];
}
