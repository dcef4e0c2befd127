import { diagnostic, type Diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { Commit } from '../../git/object-reader.ts';
import { publicationOf, type Publication } from '../../git/publication.ts';
import { subjectOf } from '../../git/request-of.ts';
import { childId, parseDocumentId, type DocumentId } from '../../model/document-id.ts';
import { maskText } from '../../model/mask-text.ts';
import type { Pointer } from '../../model/pointer.ts';
import { gitProblem } from '../git-problem.ts';
import { meantNames } from '../meant-names.ts';
import type { OpenedWorkspace } from '../open-workspace.ts';
import type { AppState } from './app-state.ts';
import type { HistoryVersion, HistoryView, InvalidSpan } from './history-view.ts';
import { historyCut } from './history-cut.ts';
import { movedFrom } from './moved-from.ts';
import { openLine, type OpenLine } from './open-line.ts';
import { VersionCollector } from './version-collector.ts';
import { walkLine } from './walk-line.ts';

export interface HistoryOptions {
  /** At most so many versions, the newest. They are numbered as if all were told. */
  readonly limit?: number | undefined;
  /** As people typed it: the line of this commit instead of the protected branch's. */
  readonly revision?: string | undefined;
}

/**
 * Every version that the effective value of an app had on the first-parent line of the protected branch: a commit is a version
 * when the value is another than at its first parent.
 *
 * @param name id of the app as people write it
 * @returns no value where there is nothing to tell, or it cannot be told
 */
export async function appHistory(
  opened: OpenedWorkspace,
  name: string,
  pointer: Pointer,
  { limit = Infinity, revision }: HistoryOptions,
): Promise<Outcome<HistoryView | undefined>> {
  const id = parseDocumentId(name.replace(/\/(?:config|resolved)?$/, ''));
  const line = await openLine(opened, revision);
  if (line.value === undefined || id === undefined) return failed(id === undefined ? [notFound(opened, name)] : line.diagnostics);
  const told = await tell(opened, line.value, id, pointer, limit);
  line.value.close();
  return { value: told.value, diagnostics: [...line.diagnostics, ...told.diagnostics] };
}

async function tell(
  opened: OpenedWorkspace,
  { reader, line, name, commit }: OpenLine,
  app: DocumentId,
  pointer: Pointer,
  limit: number,
): Promise<Outcome<HistoryView | undefined>> {
  const { location, settings, roots, progress } = opened.workspace;
  const collector = new VersionCollector(pointer, settings.secretSchemes, limit);
  let wasThere = false;
  const visit = (_: DocumentId, state: AppState, since: number | undefined): boolean => {
    wasThere ||= state.kind === 'there';
    collector.add(state, since);
    return true;
  };
  const problems = await walkLine({ location, reader, line, apps: [app], tell: (_, state) => state, visit, progress });
  if (problems.length > 0) return failed(problems);
  const collected = collector.end();
  if (!wasThere && collector.invalid.length === 0) return failed([notFound(opened, app, name)]);
  const commits = new Commits(reader, line.commits, settings.secretSchemes);
  const versions: HistoryVersion[] = [];
  for (const [i, { since, ...version }] of collected.slice(0, limit).entries()) {
    const read = await commits.at(since);
    if (isGitFailure(read)) return failed([gitProblem(read, name)]);
    const number = line.cut ? undefined : collected.length - i;
    versions.push({ ...version, ...read, number, place: since ?? line.commits.length - 1, cut: since === undefined });
  }
  const invalid: InvalidSpan[] = [];
  for (const { since, until } of collector.invalid) {
    const [from, to] = [await commits.at(since), until === undefined ? undefined : await commits.at(until)];
    if (isGitFailure(from) || isGitFailure(to)) return failed([gitProblem((isGitFailure(from) ? from : to) as GitFailure, name)]);
    invalid.push({ place: since ?? line.commits.length - 1, since: from.publication, until: to?.publication });
  }
  const first = collected.at(-1)?.since;
  const moved = first === undefined ? undefined : await movedFrom(line, first, childId(app, 'config'), roots);
  const view = { app, pointer, line: { name, commit }, complete: !line.cut, total: collected.length, versions, invalid };
  const isCut = line.cut && collected.some(({ since }) => since === undefined);
  return { value: { ...view, movedFrom: moved }, diagnostics: isCut ? [historyCut(settings.protectedBranch)] : [] };
}

/** What the commits of a line say of themselves, by their places. */
class Commits {
  readonly #reader: OpenLine['reader'];
  readonly #commits: readonly string[];

  readonly #schemes: readonly string[];

  /** @param schemes of references to secrets: people write them into messages, too */
  constructor(reader: OpenLine['reader'], commits: readonly string[], schemes: readonly string[]) {
    this.#reader = reader;
    this.#commits = commits;
    this.#schemes = schemes;
  }

  /** @param at undefined for the last one, where the history is cut off */
  async at(at: number | undefined): Promise<{ readonly publication: Publication; readonly subject: string } | GitFailure> {
    const commit: Commit | GitFailure = await this.#reader.readCommit(this.#commits.at(at ?? -1) as string);
    if (isGitFailure(commit)) return commit;
    return { publication: publicationOf(commit), subject: maskText(subjectOf(commit.message), this.#schemes) };
  }
}

/** @param line as people know it; empty where it was not looked at */
function notFound({ workspace }: OpenedWorkspace, name: string, line = ''): Diagnostic {
  if (workspace.index.apps.some((app) => app === name)) {
    const hint = 'Name a commit that has it, such as --rev HEAD: it is not published yet';
    return diagnostic('history/no-such-app', { app: name, line, near: [] }, { hint });
  }
  const near = meantNames(name, workspace.index.apps, workspace.roots);
  const hint = near[0] === undefined ? 'Run confman list to see all apps' : `Write ${near[0]}`;
  return diagnostic('history/no-such-app', { app: name, line, near }, { hint });
}

function failed(diagnostics: readonly Diagnostic[]): Outcome<undefined> {
  return { value: undefined, diagnostics };
}
