import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';

/** Why a text is no title. A message of a commit can be anything; what is kept for good cannot. */
export function wrongTitle(title: string): Diagnostic | undefined {
  const isPlain = title.trim() !== '' && title.length <= 256 && !/\p{C}/u.test(title);
  if (isPlain) return undefined;
  return diagnostic('publish/bad-title', { title }, { hint: 'Give it one line of at most 256 characters with --title' });
}
