import type { Commit } from './object-reader.ts';

/** The trailer by which confman itself names the request that a commit publishes. */
export const requestTrailer = 'Confman-Request';

/** What may be shown as the id of a request; anything else in its place is no id. */
const requestId = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/;

/** How the forges write the number of a request into the subjects and messages of what they merge. */
const conventions: readonly { readonly forge: string; readonly in: 'subject' | 'body'; readonly pattern: RegExp }[] = [
  { forge: 'GitLab, merge', in: 'body', pattern: /^See merge request (?:[^\s!]{0,500})!(\d{1,15})$/m },
  { forge: 'Gitea and Forgejo, merge', in: 'subject', pattern: /^Merge pull request '.*' \(#(\d{1,15})\) from / },
  { forge: 'GitHub and Bitbucket Server, merge', in: 'subject', pattern: /^Merge pull request #(\d{1,15})\b/ },
  { forge: 'Bitbucket Cloud, merge', in: 'subject', pattern: /^Merged in .* \(pull request #(\d{1,15})\)$/ },
  { forge: 'Azure DevOps', in: 'subject', pattern: /^Merged PR (\d{1,15}): / },
  { forge: 'GitHub, Gitea and Forgejo, squash and rebase', in: 'subject', pattern: /\(#(\d{1,15})\)$/ },
  { forge: 'GitLab, squash', in: 'subject', pattern: /\(!(\d{1,15})\)$/ },
];

/** The publish request that a commit says it came through: the trailer, else as the forges write it. */
export function requestOf({ message, trailers }: Commit): string | undefined {
  const named = trailers.findLast(({ key }) => key.toLowerCase() === requestTrailer.toLowerCase())?.value;
  if (named !== undefined && requestId.test(named)) return named;
  // What is longer was not written by a forge.
  if (message.length > longest) return undefined;
  const [subject = ''] = message.trimStart().split('\n', 1);
  const texts = { subject: subject.trimEnd(), body: message.replaceAll('\r', '') };
  for (const convention of conventions) {
    const found = convention.pattern.exec(texts[convention.in]);
    if (found?.[1] !== undefined) return found[1];
  }
  return undefined;
}

const longest = 65_536;

/** The first line of a message, or the beginning of it. */
export function subjectOf(message: string): string {
  return (/^\s*(\S.{0,1999})/.exec(message)?.[1] ?? '').trimEnd();
}
