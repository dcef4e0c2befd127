import { specText, type HookedWorkspace, type HookSpec } from './hook-spec.ts';

export const firstLine = '# >>> confman hook >>>';
export const lastLine = '# <<< confman hook <<<';
export const specLine = '# confman-hook: ';

/** The one that commits run. */
export const hookName = 'pre-commit';

/** Behind the name of a hook: the one that was there before. */
export const chainedSuffix = '.before-confman';

/** Beside ours, also where another tool has moved ours to another name. */
const runChained: readonly string[] = [
  `confman_before="\${0%/*}/${hookName}${chainedSuffix}"`,
  '[ ! -x "$confman_before" ] || exec "$confman_before" "$@"',
];

/**
 * Our lines of a hook, for any POSIX shell. They run in a shell of their own, so that nothing of them shows in the rest of
 * the hook. Git runs hooks in the root of the work tree, and what it sets (GIT_INDEX_FILE) is handed on as it is.
 */
export function hookScript(spec: HookSpec): string {
  return [
    `${firstLine} written by confman hook install, taken out by confman hook uninstall`,
    `${specLine}${specText(spec)}`,
    '(',
    ...setUp(spec.node),
    ...functions,
    ...spec.workspaces.map(checkLine),
    '  [ "$failed" = 0 ] && exit 0',
    `  echo 'confman: the commit was stopped; to commit all the same: CONFMAN_SKIP=1 git commit' >&2`,
    '  exit 1',
    ') || exit $?',
    ...(spec.chained === true ? runChained : []),
    lastLine,
    '',
  ].join('\n');
}

function setUp(node: string | undefined): string[] {
  return [
    '  case "${CONFMAN_SKIP:-0}" in 0) ;; *) exit 0 ;; esac',
    ...(node === undefined ? [] : [`  command -v node >/dev/null 2>&1 || PATH="$PATH":${quoted(node)}`]),
    '  failed=0',
  ];
}

/**
 * The nearest installed confman counts: from the workspace up to the root of the repository, then the one of the main work
 * tree, which linked ones often rely on, then the one on the PATH.
 */
const functions = `
  confman_in() {
    [ -x "$1/node_modules/.bin/confman" ] && program=$1/node_modules/.bin/confman
  }
  confman_find() {
    program=
    at=$1
    until confman_in "$at"; do
      case "$at" in */*) at=\${at%/*} ;; *) break ;; esac
    done
    [ -n "$program" ] || confman_main || program=$(command -v confman)
    [ -n "$program" ] && command -v node >/dev/null 2>&1
  }
  confman_main() {
    common=$(git rev-parse --git-common-dir)
    case "$common" in */.git) confman_in "\${common%/.git}" ;; *) return 1 ;; esac
  }
  confman_there() {
    GIT_LITERAL_PATHSPECS=1 git ls-files --error-unmatch -- "$1" >/dev/null 2>&1
  }
  confman_staged() {
    ! GIT_LITERAL_PATHSPECS=1 git diff --cached --quiet --no-ext-diff --ignore-submodules -- "$1"
  }
  confman_missing() {
    confman_staged "$1" || return 0
    failed=1
    if [ -n "$program" ]; then echo 'confman: node is not on the PATH of this commit, so nothing was judged' >&2
    else echo 'confman: neither in node_modules nor on the PATH, so nothing was judged; run npm ci' >&2; fi
  }
  confman_run() {
    folder=$1 schemas=$2
    shift 2
    confman_there "$folder/confman.json5" || confman_there "$folder/configs" || return 0
    [ -d "$folder" ] || confman_staged "$folder" || return 0
    confman_find "$folder" || { confman_missing "$folder"; return 0; }
    for check; do
      code=0
      case "$check" in
        validate) "$program" validate --staged --quiet -C "$folder" || code=$? ;;
        lint) "$program" lint --staged --quiet -C "$folder" || code=$? ;;
        schemas) if confman_staged "$schemas"; then confman_schemas || code=$?; fi ;;
      esac
      [ "$code" = 0 ] || failed=1
    done
  }
  confman_schemas() {
    git rev-parse --quiet --verify HEAD >/dev/null || return 0
    "$program" schema check --staged --quiet -C "$folder" && return 0
    [ $? = 2 ] || return 1
    echo 'confman: the schema versions were held against nothing; this does not stop the commit' >&2
  }`
  .slice(1)
  .split('\n');

function checkLine({ folder, schemas, checks }: HookedWorkspace): string {
  return `  confman_run ${[below(folder), below(schemas)].map(quoted).join(' ')} ${checks.join(' ')}`;
}

/** A path that is no option and no pathspec with magic. */
function below(folder: string): string {
  return folder === '' ? '.' : `./${folder}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
