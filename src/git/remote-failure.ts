import { gitFailure, type GitFailure } from './git-failure.ts';
import { withoutPassword, type Remote } from './remote-url.ts';
import type { GitResult } from './run-git.ts';

type Failed = Extract<GitResult, { readonly reason: string }>;

/** What went wrong, by what git prints, and what to do about it. */
const known: readonly (readonly [said: RegExp, hint: string])[] = [
  [
    /authentication failed|could not read (?:username|password)|terminal prompts disabled|permission denied|HTTP Basic|error: 40[13]/i,
    'Give git what it needs to log in: a credential helper of your own, an ssh key, or a header for the host',
  ],
  [/hook declined|protected branch|not permitted|denied/i, 'Ask whoever runs the repository to let you push to the branch'],
  [/not found|does not appear to be a git repository|does not exist/i, 'Correct the address of the remote'],
];

/** Characters: another repository may say as much as it likes. */
const lookedAt = 16_384;
const longest = 400;

/** Why another repository did not do as asked: its own words where it has some, else git's. No password is in them. */
export function remoteFailure({ reason, printed: all = '' }: Failed, { url }: Remote): GitFailure {
  const printed = all.slice(0, lookedAt);
  const said = printed.split('\n').flatMap((line) => /^remote: (?:(?:error|fatal): )?(.*\S)\s*$/.exec(line)?.[1] ?? []);
  const rejected = /^!\t.*\t(\[.*)$/m.exec(printed)?.[1];
  const shown = [said[0], rejected].filter((text) => text !== undefined).join(' ') || ownWords(reason, printed);
  const hint =
    known.find(([pattern]) => pattern.test(printed))?.[1] ?? 'Look whether git reaches it (git ls-remote), and run it again';
  return gitFailure('remote-failed', withoutSecrets(shown, url).slice(0, longest), hint);
}

/** Where a program that git has called failed, git's last words say nothing, and the first line is that program's. */
function ownWords(reason: string, printed: string): string {
  if (!/^could not read from remote/i.test(reason)) return reason;
  return (
    printed
      .split('\n')
      .find((line) => line !== '')
      ?.replace(/^fatal: /, '')
      .trim() ?? reason
  );
}

function withoutSecrets(text: string, url: string): string {
  const [, user = ''] = /^[a-z]+:\/\/(.*)@/i.exec(url) ?? [];
  const secrets = [user, ...user.split(':').slice(1), decoded(user)].filter((part) => part.length > 3);
  return withoutPassword(secrets.reduce((shown, secret) => shown.replaceAll(secret, '***'), text.slice(0, lookedAt)));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.slice(text.indexOf(':') + 1));
  } catch {
    return '';
  }
}
