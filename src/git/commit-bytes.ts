import type { Person } from './object-reader.ts';

export interface CommitContent {
  readonly tree: string;
  /** The first is the one that its branch had before it. */
  readonly parents: readonly string[];
  readonly author: Person;
  readonly committer: Person;
  /** Ends with a line break. */
  readonly message: string;
}

/**
 * The bytes of a commit. Made here and not by `git commit-tree`, so that no setting has a say: who is at work, the time, the
 * encoding, a signature, a template. Times are told in UTC.
 */
export function commitBytes({ tree, parents, author, committer, message }: CommitContent): Buffer {
  const lines = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${personLine(author)}`,
    `committer ${personLine(committer)}`,
    '',
    message,
  ];
  return Buffer.from(lines.join('\n'));
}

function personLine({ name, email, at }: Person): string {
  return `${word(name)} <${word(email)}> ${at} +0000`;
}

/** Git refuses names that could end the field that they stand in. */
function word(text: string): string {
  return text.replaceAll(/[<>\p{Cc}]/gu, '').trim() || 'unknown';
}
