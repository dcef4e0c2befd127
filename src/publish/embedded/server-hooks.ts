import { requestRefs } from './request-refs.ts';

/** What whoever runs a server decides when the hooks are installed. */
export interface ServerHookOptions {
  /** The words that run confman there: an absolute path of node, and of the program. */
  readonly program: readonly string[];
  /** Short name of the protected branch. */
  readonly branch: string;
  /** Folder of the workspace in the repository; empty at its root. */
  readonly workspace: string;
  /** Variable in which the server hands over who pushes: `REMOTE_USER`, `GL_USER`. */
  readonly actorVariable: string;
  /** What a user's name becomes a principal by: `{user}`, `{user}@example.com`, `gitea:{user}`. */
  readonly actorFormat: string;
  /** Absolute path of a list of keys, outside of the repository: events without a signature by one of them are refused. */
  readonly requireSignatures?: string | undefined;
}

/** A line that says whose hook it is. */
export const serverHookMark = '# confman hook install --server';

const gone =
  'confman or node is not where it was on this server, and nothing can be judged: whoever runs it installs the hooks again';

/** Judges a push before any ref has moved. Where confman cannot be run, nothing lands. */
export function preReceiveHook(options: ServerHookOptions): string {
  const { program, branch, workspace, actorVariable, actorFormat, requireSignatures } = options;
  const words = [...program, 'hook', 'receive', '--branch', branch, '--workspace', workspace];
  words.push('--actor-variable', actorVariable, '--actor-format', actorFormat);
  if (requireSignatures !== undefined) words.push('--require-signatures', requireSignatures);
  // A server that lets its clients set variables would let them run the judge as they like.
  const clean = 'unset NODE_OPTIONS NODE_PATH';
  // Else people would read what the shell or node says of it.
  const files = program.filter((word) => word.startsWith('/')).map((word) => `[ -f ${quoted(word)} ]`);
  const there = `${[':', ...files].join(' && ')} || { echo ${quoted(`confman: ${gone}`)} >&2; exit 1; }`;
  return ['#!/bin/sh', serverHookMark, clean, there, `exec ${words.map(quoted).join(' ')}`, ''].join('\n');
}

/**
 * Sees to it that the protected branch and the event that publishes move together or not at all, and so a head and the event that
 * brings it: a client that asks for no atomic push would have git move them one by one. In an event's text, which is canonical JSON, the
 * words looked for stand in no title or comment, as those have their quotation marks escaped. Objects are read as they are: whoever
 * may push could have git replace them (`refs/replace`). `git pack-refs` names every ref as if it were made where it is already, and then as
 * if it went: no push deletes one that matters here, as the other hook refuses that.
 */
export function transactionHook({ branch }: Pick<ServerHookOptions, 'branch'>): string {
  return [
    '#!/bin/sh',
    serverHookMark,
    '[ "$1" = prepared ] || exit 0',
    'export GIT_NO_REPLACE_OBJECTS=1 LC_ALL=C',
    'branch= published= heads= brought=',
    'while read -r old new ref; do',
    '  case $ref in',
    `  ${quoted(`refs/heads/${branch}`)} | ${requestRefs}/*/head | ${requestRefs}/*/meta) ;;`,
    '  *) continue ;;',
    '  esac',
    '  case $new in *[!0]*) ;; *) continue ;; esac',
    '  [ "$old" != "$new" ] && [ "$(git rev-parse --verify --quiet "$ref")" != "$new" ] || continue',
    `  id=\${ref#${requestRefs}/}`,
    '  case $ref in',
    `  ${quoted(`refs/heads/${branch}`)}) branch=1 ;;`,
    '  */head) heads="$heads ${id%/head}" ;;',
    '  */meta)',
    // Its parents, a line each, and its type.
    String.raw`    said=$(git cat-file commit "$new" | sed -n -e 's/^parent .*/parent/p' -e 's/^{.*"type":"\([a-z]*\)".*/\1/p')`,
    '    case $said in',
    '    *published) published=1 ;;',
    '    opened | parent*parent*updated) brought="$brought ${id%/meta}" ;;',
    '    esac ;;',
    '  esac',
    'done',
    '[ "$branch" = "$published" ] && [ "$heads" = "$brought" ] && exit 0',
    `echo "confman: ${branch} and the request that is published move together, and so a head and its event: push with --atomic" >&2`,
    'exit 1',
    '',
  ].join('\n');
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
